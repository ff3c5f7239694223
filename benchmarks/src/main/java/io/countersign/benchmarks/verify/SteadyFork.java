package io.countersign.benchmarks.verify;

import org.openjdk.jmh.annotations.Fork;

/**
 * Forks whose iterations show the same from the first to the last, on a machine with other work as well.
 *
 * <p>There the compiler comes late, so the caller waits for it ({@code -Xbatch}). And a heap whose pages nobody has touched
 * costs a page fault for every four kilobytes: until the first collection, seconds later, that was two thirds of a
 * verification. So the heap is small and touched beforehand; a larger one showed the same.
 */
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xbatch", "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"})
abstract class SteadyFork {}

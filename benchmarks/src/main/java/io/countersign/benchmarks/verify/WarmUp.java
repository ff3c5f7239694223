package io.countersign.benchmarks.verify;

import static java.util.Objects.requireNonNull;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Runs what a fork measures on a small body until the JVM has nothing left to compile.
 *
 * <p>The JVM compiles by number of calls. At 1 MiB a second has less than two thousand of them, so without this a fork would
 * measure code that a server has compiled long ago, and whoever makes fewer calls per body would look slower for it.
 */
final class WarmUp {
    /** More than the JVM counts before it compiles for good. */
    private static final int CALLS = 20_000;

    private static final int QUIET_BATCHES = 3;
    private static final long LONGEST_NANOS = 8_000_000_000L;

    private WarmUp() {}

    /** Which of {@code sides}, named as their methods, this fork measures. */
    static <T extends Callable<?>> T measuredOf(BenchmarkParams fork, Map<String, T> sides) {
        String name = fork.getBenchmark();
        return requireNonNull(sides.get(name.substring(name.lastIndexOf('.') + 1)), "no side is named as the method");
    }

    static void run(Callable<?> measured) throws Exception {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long start = System.nanoTime();
        int quiet = 0;
        while (quiet < QUIET_BATCHES && System.nanoTime() - start < LONGEST_NANOS) {
            long compiledBefore = compiler.getTotalCompilationTime();
            for (int i = 0; i < CALLS; i++) {
                measured.call();
            }
            quiet = compiler.getTotalCompilationTime() - compiledBefore == 0 ? quiet + 1 : 0;
        }
    }
}

/** {@code bin/benchmark http}: what is left of a server's requests per second when its handler is protected. */
@NullMarked
package io.countersign.benchmarks.http;

import org.jspecify.annotations.NullMarked;

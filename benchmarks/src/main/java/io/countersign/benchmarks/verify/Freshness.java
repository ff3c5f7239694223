package io.countersign.benchmarks.verify;

import java.time.Duration;

/**
 * Tells when a sample must be signed again: well before the five minutes in which its time is taken, and not so often that
 * signing is seen in the figures. Confined to one thread.
 */
final class Freshness {
    private static final Duration FRESH = Duration.ofMinutes(2);

    private long since = System.nanoTime();

    /** Whether the sample is stale; the caller makes another. */
    boolean isStale() {
        boolean stale = System.nanoTime() - since > FRESH.toNanos();
        if (stale) {
            since = System.nanoTime();
        }
        return stale;
    }
}

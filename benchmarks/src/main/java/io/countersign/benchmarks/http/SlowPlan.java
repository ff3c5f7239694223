package io.countersign.benchmarks.http;

import java.time.Duration;

/**
 * How many slow senders, and for how long.
 *
 * @param connections how many of them at once
 * @param pause the time between two bytes of one
 * @param duration for how long authentic deliveries are sent meanwhile
 * @param perSecond how many of those
 */
record SlowPlan(int connections, Duration pause, Duration duration, int perSecond) {
    /** For figures that are shown. */
    static final SlowPlan FULL = new SlowPlan(10_000, Duration.ofSeconds(10), Duration.ofSeconds(30), 20);
}

package io.countersign.benchmarks.http;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often each variant has a burst, in turns
 * @param burst how long a burst is
 * @param warmUp how many requests a server answers before they count
 */
record HttpPlan(int rounds, Duration burst, long warmUp) {
    /** For figures that are shown. */
    static final HttpPlan FULL = new HttpPlan(5, Duration.ofSeconds(4), 800_000);

    /** For a look at the direction. */
    static final HttpPlan QUICK = new HttpPlan(3, Duration.ofSeconds(1), 60_000);
}

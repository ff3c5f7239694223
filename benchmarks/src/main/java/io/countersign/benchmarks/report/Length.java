package io.countersign.benchmarks.report;

import java.time.Duration;

/**
 * How long one fork runs, after it has warmed up what it measures: JMH's own loop has to be compiled as well.
 *
 * @param warmUps iterations that do not count
 * @param warmUp how long each of them is
 * @param iterations iterations that count
 * @param iteration how long each of them is
 */
public record Length(int warmUps, Duration warmUp, int iterations, Duration iteration) {
    /** For figures that are shown. */
    static final Length FULL = new Length(2, Duration.ofMillis(600), 5, Duration.ofMillis(300));

    /** For a look at the direction. */
    static final Length QUICK = new Length(1, Duration.ofMillis(200), 3, Duration.ofMillis(150));
}

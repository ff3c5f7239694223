package io.countersign.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread rule: safe for concurrent use. */
public final class MutableClock implements InstantSource {
    private volatile Instant now;

    /** A clock that stands at {@code start}. */
    public MutableClock(Instant start) {
        now = requireNonNull(start, "start");
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock by {@code duration}, which may be negative. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Sets the clock to {@code instant}. */
    public synchronized void set(Instant instant) {
        now = requireNonNull(instant, "instant");
    }
}

package io.countersign.dedup.jdbc;

import java.time.Duration;

/** The moment by which a call has to have an answer. Immutable. */
final class Deadline {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long atNanos;
    private final Duration limit;

    private Deadline(Duration limit) {
        this.limit = limit;
        this.atNanos = System.nanoTime() + limit.toNanos();
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    Duration limit() {
        return limit;
    }

    long nanosLeft() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    boolean isOver() {
        return nanosLeft() == 0;
    }

    /** What JDBC's query timeout takes: whole seconds, rounded up, since 0 would mean for ever. */
    int secondsLeft() {
        return (int) Math.max(1, (nanosLeft() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
    }
}

package io.countersign.dedup;

import java.time.Duration;
import java.time.Instant;

/** Instants as nanoseconds since 1970, which reach from 1677 to 2262; what lies beyond stands at the end. Stateless. */
final class Times {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    private Times() {}

    static long of(Instant instant) {
        return nanos(instant.getEpochSecond(), instant.getNano());
    }

    static long plus(long time, Duration duration) {
        long nanos = nanos(duration.getSeconds(), duration.getNano());
        long sum = time + nanos;
        return nanos > 0 && sum < time ? Long.MAX_VALUE : sum;
    }

    private static long nanos(long seconds, int nanos) {
        if (seconds > MAX_SECONDS) {
            return Long.MAX_VALUE;
        }
        return Math.max(seconds, -MAX_SECONDS) * NANOS_PER_SECOND + nanos;
    }
}

package io.countersign.dedup.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times as the rows have them: microseconds, since 1970 or of a span. */
final class Micros {
    /** Longer spans are cut to this, so that a sum never overflows. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Micros() {}

    /** At least one. */
    static long of(Duration span) {
        Duration cut = span.compareTo(LONGEST) > 0 ? LONGEST : span;
        return Math.max(1, TimeUnit.SECONDS.toMicros(cut.getSeconds()) + cut.getNano() / 1_000);
    }

    static long of(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    static Duration toDuration(long micros) {
        return Duration.ofSeconds(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }
}

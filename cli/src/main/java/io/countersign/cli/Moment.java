package io.countersign.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A point in time, as an instant or as seconds since 1970. Stateless. */
final class Moment {
    private static final int MAX_SCALE = 30;

    private Moment() {}

    /** The time that an option says; now where it says nothing. */
    static Instant of(String option, @Nullable String text, InstantSource clock) {
        return text == null
                ? clock.instant()
                : parse(text)
                        .orElseThrow(() -> new Problem(
                                option + ": that is no time; write 2026-11-21T10:00:00Z, or the seconds since 1970"));
    }

    /** What {@code text} means; empty where it is neither. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notAnInstant) {
            return text.matches("-?[0-9]{1,15}(?:\\.[0-9]{1,9})?") ? ofSeconds(new BigDecimal(text)) : Optional.empty();
        }
    }

    /** That many seconds after 1970 began; empty where no instant can be that far. */
    static Optional<Instant> ofSeconds(BigDecimal seconds) {
        // A number that is written in a few characters can have a billion digits.
        if (Math.abs((long) seconds.scale()) > MAX_SCALE) {
            return Optional.empty();
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        try {
            return Optional.of(Instant.ofEpochSecond(
                    whole.longValueExact(),
                    seconds.subtract(whole).movePointRight(9).longValue()));
        } catch (DateTimeException | ArithmeticException tooFar) {
            return Optional.empty();
        }
    }
}

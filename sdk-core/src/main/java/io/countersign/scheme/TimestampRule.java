package io.countersign.scheme;

import static java.util.Objects.requireNonNull;

import io.countersign.internal.HttpNames;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the signed time of a delivery stands and how old, or how far in the future, it may be.
 *
 * <p>Thread rule: immutable.
 *
 * @param header the header that holds it, or {@code null} where it is part of the signature header ({@code t=...})
 * @param unit seconds or milliseconds since 1970; fixed, never guessed from the size of the number
 * @param tolerance how far from now it may lie, in both directions, the bound included; at most {@link #MAX_TOLERANCE}
 */
public record TimestampRule(@Nullable String header, Unit unit, Duration tolerance) {

    /** The unit of the number. */
    public enum Unit {
        /** Seconds since 1970-01-01T00:00:00Z. */
        SECONDS,
        /** Milliseconds since 1970-01-01T00:00:00Z. */
        MILLIS
    }

    /** As long as a tolerance may be: a captured delivery can be replayed for twice as long. */
    public static final Duration MAX_TOLERANCE = Duration.ofMinutes(10);

    /** What most providers state. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    /** Checks the bounds: a tolerance of zero or less would switch the check off and is refused. */
    public TimestampRule {
        if (header != null) {
            HttpNames.checkHeader(header);
        }
        requireNonNull(unit, "unit");
        if (tolerance.isNegative() || tolerance.isZero() || tolerance.compareTo(MAX_TOLERANCE) > 0) {
            throw new IllegalArgumentException(
                    "tolerance must be more than 0 and at most " + MAX_TOLERANCE + " but is " + tolerance);
        }
    }

    /** Seconds in a header of this name, within {@link #DEFAULT_TOLERANCE}. */
    public static TimestampRule secondsInHeader(String header) {
        return new TimestampRule(requireNonNull(header, "header"), Unit.SECONDS, DEFAULT_TOLERANCE);
    }

    /** Seconds inside the signature header itself, within {@link #DEFAULT_TOLERANCE}. */
    public static TimestampRule secondsInSignature() {
        return new TimestampRule(null, Unit.SECONDS, DEFAULT_TOLERANCE);
    }
}

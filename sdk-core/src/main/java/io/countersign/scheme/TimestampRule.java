package io.countersign.scheme;

import static java.util.Objects.requireNonNull;

import io.countersign.internal.HttpNames;
import java.time.Duration;

/**
 * Where the signed time of a delivery stands and how old, or how far in the future, it may be.
 *
 * <p>Thread rule: immutable.
 *
 * @param place where it stands
 * @param unit seconds or milliseconds since 1970; fixed, never guessed from the size of the number
 * @param tolerance how far from now it may lie, in both directions, the bound included; at most {@link #MAX_TOLERANCE}
 */
public record TimestampRule(Place place, Unit unit, Duration tolerance) {

    /** Where the time stands. */
    public sealed interface Place {
        /**
         * In a header of its own.
         *
         * @param name the header's name
         */
        record Header(String name) implements Place {
            /** Checks that a header can be called so. */
            public Header {
                HttpNames.checkHeader(name);
            }
        }

        /** In the signature header, where the format holds <code>{timestamp}</code>. */
        record InSignature() implements Place {}

        /**
         * In the signed body, which is JSON; read after the signature matched.
         *
         * @param pointer where, as a JSON pointer (RFC 6901), such as {@code /webhookTimestamp}
         */
        record InBody(String pointer) implements Place {
            /** Checks the pointer. */
            public InBody {
                if (!pointer.matches("(?:/(?:[^~/]|~[01])*)+")) {
                    throw new IllegalArgumentException("\"" + pointer
                            + "\" is not a JSON pointer; it begins with a slash, as in /webhookTimestamp");
                }
            }
        }
    }

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
        requireNonNull(place, "place");
        requireNonNull(unit, "unit");
        if (tolerance.isNegative() || tolerance.isZero() || tolerance.compareTo(MAX_TOLERANCE) > 0) {
            throw new IllegalArgumentException(
                    "tolerance must be more than 0 and at most " + MAX_TOLERANCE + " but is " + tolerance);
        }
    }

    /** Seconds in a header of this name, within {@link #DEFAULT_TOLERANCE}. */
    public static TimestampRule secondsInHeader(String header) {
        return new TimestampRule(new Place.Header(header), Unit.SECONDS, DEFAULT_TOLERANCE);
    }

    /** Milliseconds in a header of this name, within {@link #DEFAULT_TOLERANCE}. */
    public static TimestampRule millisInHeader(String header) {
        return new TimestampRule(new Place.Header(header), Unit.MILLIS, DEFAULT_TOLERANCE);
    }

    /** Seconds inside the signature header itself, within {@link #DEFAULT_TOLERANCE}. */
    public static TimestampRule secondsInSignature() {
        return new TimestampRule(new Place.InSignature(), Unit.SECONDS, DEFAULT_TOLERANCE);
    }

    /** Milliseconds in the signed JSON body, within {@link #DEFAULT_TOLERANCE}. */
    public static TimestampRule millisInBody(String pointer) {
        return new TimestampRule(new Place.InBody(pointer), Unit.MILLIS, DEFAULT_TOLERANCE);
    }

    /** This rule with another tolerance. */
    public TimestampRule within(Duration tolerance) {
        return new TimestampRule(place, unit, tolerance);
    }
}

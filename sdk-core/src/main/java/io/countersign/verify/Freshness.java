package io.countersign.verify;

import io.countersign.internal.Ascii;
import io.countersign.internal.json.SignedNumber;
import io.countersign.internal.json.StrictJson;
import io.countersign.scheme.TimestampRule;
import io.countersign.scheme.TimestampRule.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the time of a delivery and tells whether it is close enough to its arrival, in both directions. Immutable. */
final class Freshness {
    /** The year 5138 in seconds, and in milliseconds: room enough, and no number that could overflow. */
    private static final int MAX_SECONDS_DIGITS = 11;

    private static final int MAX_MILLIS_DIGITS = 14;
    private static final Freshness UNTIMED = new Freshness(null);

    private final @Nullable TimestampRule rule;
    private final boolean inSeconds;

    private Freshness(@Nullable TimestampRule rule) {
        this.rule = rule;
        this.inSeconds = rule != null && rule.unit() == TimestampRule.Unit.SECONDS;
    }

    static Freshness of(@Nullable TimestampRule rule) {
        return rule == null ? UNTIMED : new Freshness(rule);
    }

    boolean isInBody() {
        return rule != null && rule.place() instanceof Place.InBody;
    }

    boolean isInSignature() {
        return rule != null && rule.place() instanceof Place.InSignature;
    }

    /** The instant that the text of a header says. */
    Instant read(String text) throws Refusal {
        OptionalLong number = Ascii.number(text, inSeconds ? MAX_SECONDS_DIGITS : MAX_MILLIS_DIGITS);
        if (number.isEmpty()) {
            throw new Refusal(RejectionReason.TIMESTAMP_MALFORMED);
        }
        return inSeconds ? Instant.ofEpochSecond(number.getAsLong()) : Instant.ofEpochMilli(number.getAsLong());
    }

    /** The instant that a body says whose signature matched. */
    Instant readBody(byte[] verifiedBody) throws Refusal {
        if (rule == null || !(rule.place() instanceof Place.InBody inBody)) {
            throw new IllegalStateException("the time does not stand in the body");
        }
        String text;
        try {
            text = SignedNumber.at(inBody.pointer(), verifiedBody);
        } catch (StrictJson.NotJson notJson) {
            throw new Refusal(RejectionReason.TIMESTAMP_MALFORMED);
        }
        if (text == null) {
            throw new Refusal(RejectionReason.TIMESTAMP_MISSING);
        }
        return read(text);
    }

    /** The reason to refuse what is too old or too far in the future; null where it is neither, as at the bound itself. */
    @Nullable
    RejectionReason judge(@Nullable Instant signedAt, Instant receivedAt) {
        if (rule == null || signedAt == null) {
            return null;
        }
        Duration tolerance = rule.tolerance();
        // Nearly every delivery is seconds old, which whole seconds tell; only close to the bound it takes the exact
        // instants.
        long apart = Math.abs(receivedAt.getEpochSecond() - signedAt.getEpochSecond());
        if (apart < tolerance.toSeconds()) {
            return null;
        }
        // Instants, not subtraction of numbers: now - Long.MIN_VALUE would wrap past the check.
        if (signedAt.isBefore(receivedAt.minus(tolerance))) {
            return RejectionReason.TIMESTAMP_STALE;
        }
        return signedAt.isAfter(receivedAt.plus(tolerance)) ? RejectionReason.TIMESTAMP_IN_FUTURE : null;
    }
}

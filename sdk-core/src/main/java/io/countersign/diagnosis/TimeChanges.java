package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.diagnosis.Diagnosis.Finding;
import io.countersign.internal.Facts;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The signed time in its other unit, and how far it is from the delivery's arrival. */
final class TimeChanges implements Change.Family {
    /** A signed time further from now than this was read in the wrong unit. */
    private static final Duration PLAUSIBLE = Duration.ofDays(3650);

    @Override
    public Stream<Change> of(Attempt attempt) {
        return attempt.signature().stream()
                .flatMap(scheme ->
                        Optional.ofNullable(scheme.timestamp())
                                .map(rule -> inOtherUnit(attempt, scheme, rule))
                                .stream());
    }

    private static Change inOtherUnit(Attempt attempt, SignatureScheme scheme, TimestampRule rule) {
        boolean seconds = rule.unit() == TimestampRule.Unit.SECONDS;
        TimestampRule.Unit other = seconds ? TimestampRule.Unit.MILLIS : TimestampRule.Unit.SECONDS;
        return new Change(
                Cause.TIMESTAMP_UNIT,
                "the signed time is in " + (seconds ? "milliseconds, not in seconds" : "seconds, not in milliseconds")
                        + "; set unit: " + (seconds ? "millis" : "seconds") + " for the timestamp",
                attempt.with(
                        AlteredSchemes.timestamp(scheme, new TimestampRule(rule.place(), other, rule.tolerance()))));
    }

    /** Whether the signed time of an untimely delivery can be meant: a wrong unit puts it into another century. */
    static boolean isPlausible(Attempt untimely) {
        return signedAt(untimely)
                .filter(at -> Duration.between(at, untimely.delivery().receivedAt())
                                .abs()
                                .compareTo(PLAUSIBLE)
                        < 0)
                .isPresent();
    }

    /** What to say of a delivery that is signed rightly and came too late or too early. */
    static Finding clock(Attempt untimely) {
        String how = signedAt(untimely)
                .map(at -> Duration.between(at, untimely.delivery().receivedAt()))
                .map(late -> late.isNegative()
                        ? inWords(late.negated()) + " after its arrival: the sender's clock is fast or ours is slow"
                        : inWords(late) + " before its arrival: a replay, a late retry, or a clock that is wrong")
                .orElse("not that of its arrival");
        return new Finding(
                Cause.CLOCK,
                true,
                "the signature is right, and the time that it signs is " + how + "; set both clocks by NTP");
    }

    private static String inWords(Duration span) {
        return span.toDays() > 2 ? span.toDays() + " days" : Facts.inWords(span);
    }

    /**
     * The signed time, found by asking at which time the delivery would have been timely: the verifier reads it wherever the
     * scheme says that it stands.
     */
    private static Optional<Instant> signedAt(Attempt untimely) {
        Attempt open = untimely.withOpenWindows();
        long early = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond();
        long late = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();
        while (early <= late) {
            long middle = early + (late - early) / 2;
            Verification verdict = open.judgeAt(Instant.ofEpochSecond(middle));
            if (verdict instanceof Verification.Verified verified) {
                return verified.delivery().signedAt();
            }
            switch (((Verification.Rejected) verdict).reason()) {
                case TIMESTAMP_STALE -> late = middle - 1;
                case TIMESTAMP_IN_FUTURE -> early = middle + 1;
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}

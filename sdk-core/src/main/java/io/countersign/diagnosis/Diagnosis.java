package io.countersign.diagnosis;

import static java.util.Objects.requireNonNull;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import io.countersign.verify.WebhookVerifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a rejected delivery did not match, as far as trying the known causes can tell.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Diagnosis.of(Schemes.stripe(), ring, delivery);
 * log.warn(diagnosis.sentence());
 * }</pre>
 *
 * <p>It asks the verifier again and again with one thing changed, or two: the secret trimmed or decoded, another secret of
 * the ring, the body with its newline back, the layout of another preset, and so on. What then matches is proved to be the
 * cause, since nobody finds a matching signature by chance.
 *
 * <p>It takes milliseconds to a second of one core, bounded whatever the delivery is, so it belongs off the request path, and
 * what it says belongs into a log, never into an answer. It says nothing of the value of a secret, a signature or the body.
 *
 * <p>Thread rule: immutable.
 */
public final class Diagnosis {
    /** What kept a delivery from matching. A closed set, so that it can be counted. Thread rule: immutable. */
    public enum Cause {
        /** Signed with a secret of the ring whose window has ended. */
        SECRET_EXPIRED,
        /** Signed with a secret of the ring that was revoked. */
        SECRET_REVOKED,
        /** Signed with a secret of the ring whose window has not begun. */
        SECRET_NOT_YET_ACCEPTED,
        /** White space at an end of the secret, here or at the sender. */
        SECRET_WHITE_SPACE,
        /** The secret was stored with the quotes around it. */
        SECRET_QUOTED,
        /** A prefix such as {@code whsec_} that belongs to the key and is missing, or does not and is there. */
        SECRET_PREFIX,
        /** The key is the decoded text of the secret, or the text itself, and the scheme says otherwise. */
        SECRET_ENCODING,
        /** The sender made the signature with another algorithm. */
        ALGORITHM,
        /** The signature is base64 where the scheme says hexadecimal, or the other way round. */
        SIGNATURE_ENCODING,
        /** The signature stands behind another prefix, or behind none. */
        SIGNATURE_PREFIX,
        /** The header holds several signatures, or was sent on several lines, and the scheme knows one. */
        SIGNATURE_LIST,
        /** Other parts of the delivery are signed than the scheme says. */
        SIGNED_CONTENT,
        /** Signed as another preset says. */
        OTHER_PRESET,
        /** A header came under another name. */
        HEADER_NAME,
        /** The credentials came in another place than the scheme says. */
        CREDENTIALS_PLACE,
        /** The body gained or lost its final newline. */
        BODY_FINAL_NEWLINE,
        /** Line ends of the body were changed. */
        BODY_LINE_ENDS,
        /** The body was decoded and encoded with different character sets, or gained or lost a byte order mark. */
        BODY_CHARSET,
        /** The body was parsed as JSON and printed again. */
        BODY_JSON,
        /** There is no body: something may have read it before the verifier. */
        BODY_EMPTY,
        /** The scheme signs the URL, and the sender called another one than the endpoint sees. */
        URL,
        /** The signed time is in milliseconds where the scheme says seconds, or the other way round. */
        TIMESTAMP_UNIT,
        /** The signature is right, and one of the two clocks is wrong, or the delivery is late or a replay. */
        CLOCK
    }

    /**
     * One thing that explains a rejection. It holds no secret, no signature and nothing of the body.
     *
     * <p>Thread rule: immutable.
     *
     * @param cause what it is
     * @param proved whether the delivery would have matched without it; otherwise it is a hint
     * @param sentence what is wrong and how to mend it
     */
    public record Finding(Cause cause, boolean proved, String sentence) {
        /** Checks that cause and sentence are there. */
        public Finding {
            requireNonNull(cause, "cause");
            requireNonNull(sentence, "sentence");
        }
    }

    private final List<Finding> findings;
    private final String sentence;

    private Diagnosis(List<Finding> findings, String sentence) {
        this.findings = List.copyOf(findings);
        this.sentence = sentence;
    }

    /**
     * Looks for the cause.
     *
     * @param scheme how the sender was expected to prove itself
     * @param ring the secrets that it was held against, the expired ones as well
     * @param delivery what was rejected, as it arrived
     */
    public static Diagnosis of(Scheme scheme, SecretRing ring, Delivery delivery) {
        requireNonNull(scheme, "scheme");
        requireNonNull(ring, "ring");
        requireNonNull(delivery, "delivery");
        if (scheme instanceof UnauthenticatedScheme) {
            return new Diagnosis(List.of(), "the scheme accepts everything, so there is nothing to explain");
        }
        Attempt attempt = new Attempt(scheme, ring, delivery);
        return switch (attempt.judge()) {
            case MATCHES -> new Diagnosis(List.of(), "the delivery is authentic");
            case UNTIMELY -> untimely(attempt);
            case DIFFERS -> explained(attempt, new Search().explain(attempt));
        };
    }

    /** As {@link #of(Scheme, SecretRing, Delivery)}, of what that verifier rejected; it knows the URL that senders call. */
    public static Diagnosis of(WebhookVerifier verifier, SecretRing ring, Delivery delivery) {
        return of(
                verifier.scheme(),
                ring,
                verifier.publicUrl()
                        .map(url -> Deliveries.calledAt(delivery, url))
                        .orElse(delivery));
    }

    private static Diagnosis untimely(Attempt attempt) {
        return TimeChanges.isPlausible(attempt)
                ? of(List.of(TimeChanges.clock(attempt)))
                : new TimeChanges()
                        .of(attempt)
                        .filter(change -> TimeChanges.isPlausible(change.attempt()))
                        .findFirst()
                        .map(change -> explained(attempt, List.of(change)))
                        .orElseGet(() -> of(List.of(TimeChanges.clock(attempt))));
    }

    private static Diagnosis explained(Attempt attempt, List<Change> changes) {
        List<Finding> findings = new ArrayList<>();
        changes.forEach(change -> findings.add(new Finding(change.cause(), true, change.sentence())));
        if (changes.isEmpty()) {
            return unexplained(attempt);
        }
        Attempt matching = changes.get(changes.size() - 1).attempt();
        if (matching.judge() == Attempt.Result.UNTIMELY) {
            findings.add(TimeChanges.clock(matching));
        }
        return of(findings);
    }

    private static Diagnosis of(List<Finding> findings) {
        StringBuilder sentence = new StringBuilder(findings.size() == 1 ? "" : findings.size() + " things at once: ");
        for (int i = 0; i < findings.size(); i++) {
            sentence.append(i == 0 ? "" : "; and ").append(findings.get(i).sentence());
        }
        return new Diagnosis(findings, sentence.toString());
    }

    private static Diagnosis unexplained(Attempt attempt) {
        List<Finding> hints = Hints.of(attempt).toList();
        if (!hints.isEmpty()) {
            return of(hints);
        }
        return new Diagnosis(
                hints,
                HeaderChanges.missing(attempt)
                        .findFirst()
                        .map(name ->
                                "the header " + name + " is missing, and none that is there resembles it; is a secret"
                                        + " set at the sender, and does everything in between let the header pass?")
                        .orElse(
                                "none of the known causes explains it; most likely the sender signs with another secret,"
                                        + " so copy it again, or the body was changed on the way in a way that cannot be undone"));
    }

    /**
     * What explains the rejection: everything that has to be mended, first things first; or, where nothing does, hints, which
     * are not {@linkplain Finding#proved() proved}, or nothing at all.
     */
    public List<Finding> findings() {
        return findings;
    }

    /** All of it in one sentence that a person can act on. */
    public String sentence() {
        return sentence;
    }

    @Override
    public String toString() {
        return sentence;
    }
}

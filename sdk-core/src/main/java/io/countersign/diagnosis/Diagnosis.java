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

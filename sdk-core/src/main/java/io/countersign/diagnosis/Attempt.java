package io.countersign.diagnosis;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import java.util.Optional;

/**
 * A scheme, a ring and a delivery that may fit together; the public verifier tells. Immutable, and without a {@code toString}
 * that could show anything.
 */
final class Attempt {
    /** How well the three fit together. */
    enum Result {
        /** The delivery is authentic. */
        MATCHES,
        /** It is signed rightly, too long ago or too far in the future. */
        UNTIMELY,
        /** It is not authentic. */
        DIFFERS
    }

    private final Scheme scheme;
    private final SecretRing ring;
    private final Delivery delivery;

    Attempt(Scheme scheme, SecretRing ring, Delivery delivery) {
        this.scheme = scheme;
        this.ring = ring;
        this.delivery = delivery;
    }

    Scheme scheme() {
        return scheme;
    }

    /** The scheme where it is a signature; most of what can be wrong is wrong with those. */
    Optional<SignatureScheme> signature() {
        return scheme instanceof SignatureScheme signature ? Optional.of(signature) : Optional.empty();
    }

    SecretRing ring() {
        return ring;
    }

    Delivery delivery() {
        return delivery;
    }

    Attempt with(Scheme other) {
        return new Attempt(other, ring, delivery);
    }

    Attempt with(SigningSecret only) {
        return new Attempt(scheme, SecretRing.of(only), delivery);
    }

    Attempt with(Delivery other) {
        return new Attempt(scheme, ring, other);
    }

    /** The same with every secret accepted at any time. */
    Attempt withOpenWindows() {
        return new Attempt(
                scheme,
                SecretRing.of(ring.secrets().stream()
                        .map(secret -> SigningSecret.of(secret.id(), secret.revealValue()))
                        .toList()),
                delivery);
    }

    Result judge() {
        Verification verdict = verify(delivery);
        if (verdict instanceof Verification.Verified) {
            return Result.MATCHES;
        }
        RejectionReason reason = ((Verification.Rejected) verdict).reason();
        return isUntimely(reason) ? Result.UNTIMELY : Result.DIFFERS;
    }

    static boolean isUntimely(RejectionReason reason) {
        // The verifier looks at the time last, so whoever is told of it has the signature right.
        return reason == RejectionReason.TIMESTAMP_STALE || reason == RejectionReason.TIMESTAMP_IN_FUTURE;
    }

    /** The verdict, had the delivery arrived at {@code instant}. */
    Verification judgeAt(Instant instant) {
        return verify(Deliveries.receivedAt(delivery, instant));
    }

    /** Secret by secret: a verifier of all of them would say again in the log what is odd about the ring as a whole. */
    private Verification verify(Delivery tried) {
        Verification verdict = new Verification.Rejected(RejectionReason.SIGNATURE_MISMATCH);
        for (SigningSecret secret : ring.secrets()) {
            verdict = verify(tried, SecretRing.of(secret));
            if (!(verdict instanceof Verification.Rejected rejected) || isUntimely(rejected.reason())) {
                return verdict;
            }
        }
        return verdict;
    }

    private Verification verify(Delivery tried, SecretRing one) {
        try {
            return WebhookVerifier.builder(scheme)
                    .secrets(one)
                    .allowWeakSecrets()
                    .build()
                    .verify(tried);
        } catch (IllegalArgumentException | IllegalStateException notASecretOfThisScheme) {
            return new Verification.Rejected(RejectionReason.SIGNATURE_MISMATCH);
        }
    }
}

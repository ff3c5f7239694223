package io.countersign.cli;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request of a vector file, and the verdict that it should get. Immutable. */
final class Vector {
    private final String name;
    private final Scheme scheme;
    private final List<SigningSecret> secrets;
    private final Delivery delivery;
    private final boolean freshnessMatters;
    private final boolean expectedValid;

    /**
     * A vector.
     *
     * @param freshnessMatters whether the vector says when the request arrived; otherwise it is judged at its signed time
     */
    Vector(
            String name,
            Scheme scheme,
            List<SigningSecret> secrets,
            Delivery delivery,
            boolean freshnessMatters,
            boolean expectedValid) {
        this.name = name;
        this.scheme = scheme;
        this.secrets = List.copyOf(secrets);
        this.delivery = delivery;
        this.freshnessMatters = freshnessMatters;
        this.expectedValid = expectedValid;
    }

    String name() {
        return name;
    }

    /** How the verdict differs from the expected one; empty where it does not. */
    Optional<String> shortfall() {
        Optional<String> invalid = invalid();
        if (invalid.isEmpty() == expectedValid) {
            return Optional.empty();
        }
        return Optional.of(
                expectedValid
                        ? "expected valid, got invalid: " + invalid.orElseThrow()
                        : "expected invalid, got valid");
    }

    /** Why the request is not valid; empty where it is. */
    private Optional<String> invalid() {
        WebhookVerifier.Builder verifier = WebhookVerifier.builder(scheme).allowWeakSecrets();
        if (!(scheme instanceof UnauthenticatedScheme)) {
            List<SigningSecret> usable = new ArrayList<>();
            Optional<String> unusable = Optional.of("it has no secret");
            for (SigningSecret secret : secrets) {
                Optional<String> problem = problemOf(secret);
                if (problem.isEmpty()) {
                    usable.add(secret);
                } else {
                    unusable = problem;
                }
            }
            if (usable.isEmpty()) {
                return unusable;
            }
            verifier.secrets(SecretRing.of(usable));
        }
        return verifier.build().verify(delivery) instanceof Verification.Rejected rejected
                ? reasonOf(rejected.reason())
                : Optional.empty();
    }

    /** Why the secret cannot be the key of this scheme; such a one verifies nothing. */
    private Optional<String> problemOf(SigningSecret secret) {
        try {
            WebhookVerifier.builder(scheme)
                    .allowWeakSecrets()
                    .secrets(SecretRing.of(secret))
                    .build();
            return Optional.empty();
        } catch (IllegalArgumentException notASecretOfThisScheme) {
            return Optional.of(String.valueOf(notASecretOfThisScheme.getMessage()));
        }
    }

    private Optional<String> reasonOf(RejectionReason reason) {
        boolean untimely = reason == RejectionReason.TIMESTAMP_STALE || reason == RejectionReason.TIMESTAMP_IN_FUTURE;
        // The time is looked at last, so at its signed time the request would be valid.
        return untimely && !freshnessMatters ? Optional.empty() : Optional.of(reason + ", " + reason.advice());
    }
}

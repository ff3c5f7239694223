package io.countersign.cli;

import io.countersign.scheme.Scheme;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
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
        Judge judge = new Judge(scheme, secrets);
        Optional<Verification> verdict = judge.verdict(delivery);
        if (verdict.isEmpty()) {
            return Optional.of(judge.problems().isEmpty() ? "it has no secret" : String.join("; ", judge.problems()));
        }
        return verdict.get() instanceof Verification.Rejected rejected ? reasonOf(rejected.reason()) : Optional.empty();
    }

    private Optional<String> reasonOf(RejectionReason reason) {
        boolean untimely = reason == RejectionReason.TIMESTAMP_STALE || reason == RejectionReason.TIMESTAMP_IN_FUTURE;
        // The time is looked at last, so at its signed time the request would be valid.
        return untimely && !freshnessMatters ? Optional.empty() : Optional.of(reason + ", " + reason.advice());
    }
}

package io.countersign.verify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a delivery.
 *
 * <pre>{@code
 * Verification verdict = verifier.verify(delivery);
 * if (verdict instanceof Verification.Verified verified) {
 *     queue.add(verified.delivery());
 * }
 * }</pre>
 *
 * <p>Thread rule: immutable.
 */
public sealed interface Verification {

    /**
     * The delivery came from its sender, as far as its {@link VerifiedDelivery#trust()} says.
     *
     * @param delivery the proof, which only a verifier can make
     */
    record Verified(VerifiedDelivery delivery) implements Verification {
        /** Checks that there is a proof. */
        public Verified {
            requireNonNull(delivery, "delivery");
        }
    }

    /**
     * It did not, or it could not be told.
     *
     * @param reason why; for the log, never for the sender
     * @param revokedSecret for {@link RejectionReason#SECRET_REVOKED} the id of the secret, else {@code null}
     * @param signedAt for {@link RejectionReason#TIMESTAMP_STALE} and {@link RejectionReason#TIMESTAMP_IN_FUTURE} when the sender
     *     signed it, as the signature proves, else {@code null}
     */
    record Rejected(
            RejectionReason reason,
            @Nullable String revokedSecret,
            @Nullable Instant signedAt) implements Verification {
        /** Checks that there is a reason. */
        public Rejected {
            requireNonNull(reason, "reason");
        }

        /** Rejected for a reason that no single secret and no time is part of. */
        public Rejected(RejectionReason reason) {
            this(reason, null, null);
        }
    }
}

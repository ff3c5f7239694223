package io.countersign.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends a check early for a reason. Without a stack trace: it is an everyday result, and cheap on purpose. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;
    private final @Nullable String revokedSecret;
    private final @Nullable Instant signedAt;

    Refusal(RejectionReason reason) {
        this(reason, null, null);
    }

    private Refusal(RejectionReason reason, @Nullable String revokedSecret, @Nullable Instant signedAt) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.revokedSecret = revokedSecret;
        this.signedAt = signedAt;
    }

    static Refusal revoked(String secretId) {
        return new Refusal(RejectionReason.SECRET_REVOKED, secretId, null);
    }

    /** The signature matched, and the time that it is about is not now; {@code null} where it is not about the time. */
    static Refusal untimely(RejectionReason reason, @Nullable Instant signedAt) {
        return new Refusal(reason, null, signedAt);
    }

    /** The same, or one for {@code closer} where this says no more than that nothing matches. */
    Refusal insteadOfMismatch(RejectionReason closer) {
        return reason == RejectionReason.SIGNATURE_MISMATCH ? new Refusal(closer) : this;
    }

    Verification.Rejected rejected() {
        return new Verification.Rejected(reason, revokedSecret, signedAt);
    }
}

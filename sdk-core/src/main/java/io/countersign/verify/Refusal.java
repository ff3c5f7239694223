package io.countersign.verify;

import org.jspecify.annotations.Nullable;

/** Ends a check early for a reason. Without a stack trace: it is an everyday result, and cheap on purpose. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;
    private final @Nullable String revokedSecret;

    Refusal(RejectionReason reason) {
        this(reason, null);
    }

    private Refusal(RejectionReason reason, @Nullable String revokedSecret) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.revokedSecret = revokedSecret;
    }

    static Refusal revoked(String secretId) {
        return new Refusal(RejectionReason.SECRET_REVOKED, secretId);
    }

    /** The same, or one for {@code closer} where this says no more than that nothing matches. */
    Refusal insteadOfMismatch(RejectionReason closer) {
        return reason == RejectionReason.SIGNATURE_MISMATCH ? new Refusal(closer) : this;
    }

    Verification.Rejected rejected() {
        return new Verification.Rejected(reason, revokedSecret);
    }
}

package io.countersign.verify;

/** Ends a check early for a reason. Without a stack trace: it is an everyday result, and cheap on purpose. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    Refusal(RejectionReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Verification.Rejected rejected() {
        return new Verification.Rejected(reason);
    }
}

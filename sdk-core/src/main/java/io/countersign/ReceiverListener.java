package io.countersign;

import io.countersign.diagnosis.Diagnosis;

/**
 * Is told of every delivery, once, when its answer is known, and of what there is to know about secrets: for metrics and audits.
 *
 * <p>Called on the delivering thread, so be quick. An exception that it throws is logged and changes nothing.
 *
 * <p>Thread rule: implementations are safe for concurrent use.
 */
@FunctionalInterface
public interface ReceiverListener {
    /** Listens to nothing. */
    ReceiverListener NONE = report -> {};

    /** What became of the claim for one event. */
    enum ClaimEvent {
        /** It was acquired. */
        CLAIMED,
        /** It was acquired after the lease of whoever held it had lapsed. Comes besides {@link #CLAIMED}. */
        TAKEN_OVER,
        /** The event was handled before. */
        DUPLICATE,
        /** Another request is handling it. */
        IN_PROGRESS,
        /** An event of this id was handled before with another body. */
        CONFLICT,
        /** Somebody took the event over while it was being handled here. */
        LEASE_LOST,
        /** The store did not say whether an event that was handled is marked as such; it may be handled once more. */
        COMPLETION_UNKNOWN,
        /** The store could not tell. */
        STORE_UNAVAILABLE
    }

    /** What there was to notice about whoever connected. */
    enum PeerEvent {
        /** It came from an address that is not allowed, and was let in, since the allowed ones are not enforced. */
        NOT_ALLOWED,
        /** It says that it forwards for somebody, and is not among the trusted proxies. */
        UNKNOWN_PROXY
    }

    /** A delivery was answered. */
    void answered(DeliveryReport report);

    /** An event was claimed, or was not. By default nothing is done. */
    default void claiming(String endpoint, ClaimEvent what) {}

    /** Somebody connected about whom there is something to know. By default nothing is done. */
    default void connected(String endpoint, PeerEvent what) {}

    /**
     * There is something to know about a secret: a rotation that does not get on, a window that is over, a revoked secret in use.
     * By default nothing is done; the log has it in any case.
     */
    default void noticed(SecretNotice notice) {}

    /**
     * The cause of a rejection was looked for. By default nothing is done; the log has it in any case. Called on the thread that
     * looked, not on the delivering one.
     */
    default void explained(String endpoint, Diagnosis diagnosis) {}
}

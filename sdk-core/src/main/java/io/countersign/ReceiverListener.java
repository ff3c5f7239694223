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

    /** A delivery was answered. */
    void answered(DeliveryReport report);

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

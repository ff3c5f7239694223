package io.countersign;

/**
 * Is told of every delivery, once, when its answer is known: for metrics and audits.
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
}

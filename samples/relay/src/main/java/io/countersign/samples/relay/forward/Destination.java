package io.countersign.samples.relay.forward;

/**
 * A place that notices are sent on to.
 *
 * <p>Thread rule: implementations are safe for concurrent use.
 */
public interface Destination {

    /** Its name in configuration, logs and metrics. */
    String name();

    /** Sends one notification, and returns when the destination has accepted it. */
    void send(Notification notification) throws ForwardException, InterruptedException;
}

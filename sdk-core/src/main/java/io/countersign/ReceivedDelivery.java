package io.countersign;

import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;
import java.util.List;

/**
 * A delivery that was verified, with those of its events that are yours to handle now: what a handler behind a filter asks
 * for.
 *
 * <p>Most deliveries hold one event. Of an envelope of several, a retry holds only those that were not completed before. Use
 * {@link #forEach} to have each settled on its own; otherwise they are settled together by the status of your answer.
 *
 * <p>Only a receiver can make one; it is an interface so that no framework can bind request parameters to it.
 *
 * <p>Thread rule: safe for concurrent use.
 *
 * @param <E> the type of the events
 */
public sealed interface ReceivedDelivery<E extends WebhookEvent> permits ClaimedDelivery {

    /** The name of the endpoint that received it. */
    String endpoint();

    /** The delivery, with what was proved about it. */
    VerifiedDelivery delivery();

    /** The events to handle, in the order of the payload; at least one. */
    List<ReceivedEvent<E>> events();

    /**
     * Has {@code handler} handle each event that is not settled yet, and settles each by how that ended. A failure is logged
     * and does not keep the other events from being handled; the sender is then asked to retry, and the retry holds only
     * what failed.
     */
    void forEach(EventHandler<E> handler);
}

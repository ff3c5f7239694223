package io.countersign;

import io.countersign.event.WebhookEvent;

/**
 * What the application does with one event.
 *
 * <p>Returning means handled: the event is completed and the sender gets a 2xx. Throwing {@link RefusedException} means
 * refused for good. Throwing anything else means failed: the claim is released and the sender is asked to retry.
 *
 * <p>Thread rule: called from the threads that deliver, several at a time, but never twice at once for one event.
 *
 * @param <E> the type of the events
 */
@FunctionalInterface
public interface EventHandler<E extends WebhookEvent> {

    /** Handles {@code received}. */
    void handle(ReceivedEvent<E> received) throws Exception;
}

package io.countersign;

import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;
import java.util.Optional;

/**
 * An event that was verified and claimed: yours to handle, once.
 *
 * <p>Only a receiver can make one. Thread rule: immutable.
 *
 * @param <E> the type of the event
 */
public sealed interface ReceivedEvent<E extends WebhookEvent> permits ClaimedEvent {

    /** The typed event. */
    E event();

    /** The id under which it was claimed; a good idempotency key for what you do downstream. */
    String id();

    /** 1 the first time, more after a failure. */
    int attempt();

    /** Whether an event of the same id but with another body was handled before. */
    boolean isConflict();

    /** The delivery that brought it, with what was proved about it. */
    VerifiedDelivery delivery();

    /** The tenant that it is for, on an endpoint that serves many; empty on any other. */
    default Optional<String> tenant() {
        return delivery().tenant();
    }
}

package io.countersign;

import io.countersign.dedup.Claim;
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

    /**
     * Whether the store was asked. It is false only while the store is down, on an endpoint that handles events all the same
     * ({@link ReceiverBuilder#failOpenAsHandlerIsIdempotent}): the event may have been handled before.
     */
    boolean isDeduplicated();

    /**
     * Whether the lease was lost, as far as the store has said: this handling took longer than its lease, or was cut off from
     * the store, and somebody else has the event now. Stop, and leave the effects to them.
     */
    boolean isLeaseLost();

    /** The right to handle it, for an effect that carries the fence, or that commits together with its completion. */
    Claim claim();

    /** The delivery that brought it, with what was proved about it. */
    VerifiedDelivery delivery();

    /** The tenant that it is for, on an endpoint that serves many; empty on any other. */
    default Optional<String> tenant() {
        return delivery().tenant();
    }
}

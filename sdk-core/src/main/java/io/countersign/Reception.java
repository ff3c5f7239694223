package io.countersign;

import static java.util.Objects.requireNonNull;

import io.countersign.event.WebhookEvent;

/**
 * What a receiver made of a delivery: an answer already, or events for the application. For adapters.
 *
 * <p>Thread rule: immutable; the {@link Settlement} is safe for concurrent use.
 *
 * @param <E> the type of the events
 */
public sealed interface Reception<E extends WebhookEvent> {

    /**
     * There is nothing for the application to do: write the answer.
     *
     * @param answer what to write
     * @param <E> the type of the events
     */
    record Answered<E extends WebhookEvent>(Answer answer) implements Reception<E> {
        /** Checks that there is an answer. */
        public Answered {
            requireNonNull(answer, "answer");
        }
    }

    /**
     * The application is to handle it; then settle, and write what that returns.
     *
     * @param received what to hand to the application
     * @param settlement what to tell how that ended
     * @param <E> the type of the events
     */
    record Accepted<E extends WebhookEvent>(ReceivedDelivery<E> received, Settlement settlement)
            implements Reception<E> {
        /** Checks that both are there. */
        public Accepted {
            requireNonNull(received, "received");
            requireNonNull(settlement, "settlement");
        }
    }
}

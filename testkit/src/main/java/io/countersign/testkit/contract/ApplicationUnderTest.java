package io.countersign.testkit.contract;

import io.countersign.ReceivedDelivery;
import io.countersign.event.WebhookEvent;

/**
 * What a handler behind the adapter does, written by the contract and called by the handler that the adapter's test puts
 * there.
 *
 * <p>Thread rule: safe for concurrent use.
 *
 * @param <E> the type of the events
 */
@FunctionalInterface
public interface ApplicationUnderTest<E extends WebhookEvent> {

    /**
     * Handles one delivery.
     *
     * @param received what the adapter handed to the handler
     * @param body the body as the framework gives it to a handler
     * @return the status that the handler must answer with, its body empty; a 4xx as a refusal for good
     * @throws Exception that the handler must let pass, as it is
     */
    int handle(ReceivedDelivery<E> received, byte[] body) throws Exception;
}

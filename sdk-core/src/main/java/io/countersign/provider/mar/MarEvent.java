package io.countersign.provider.mar;

import io.countersign.event.UnknownEvent;
import io.countersign.event.WebhookEvent;

/**
 * An event of the MAR platform.
 *
 * <p>Thread rule: implementations are immutable.
 */
public sealed interface MarEvent extends WebhookEvent permits MarNotification, MarEvent.Unknown {

    /** The whole payload as compact JSON text. It was verified, but it is still text from outside. */
    String json();

    /**
     * An event of a kind that is not documented, a test delivery for example.
     *
     * @param kind the {@code event} as sent
     * @param json the payload as compact JSON
     */
    record Unknown(String kind, String json) implements MarEvent, UnknownEvent {}
}

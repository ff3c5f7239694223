package io.countersign.provider.statuspageone;

import io.countersign.event.UnknownEvent;
import io.countersign.event.WebhookEvent;

/**
 * An event of StatusPageOne.
 *
 * <p>Thread rule: implementations are immutable.
 */
public sealed interface StatusPageOneEvent extends WebhookEvent permits MonitorAlert, StatusPageOneEvent.Unknown {

    /**
     * An event of a kind that this version has no model for.
     *
     * @param kind the {@code event_type} as sent
     * @param json the event as compact JSON
     */
    record Unknown(String kind, String json) implements StatusPageOneEvent, UnknownEvent {}
}

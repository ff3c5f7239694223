package io.countersign.provider.statuspulse;

import io.countersign.event.UnknownEvent;
import io.countersign.event.WebhookEvent;

/**
 * An event of StatusPulse.
 *
 * <p>StatusPulse sends no severity and asks its users to bind {@code incident_opened} to "immediate on-call routing", so
 * the notice of an incident that goes on is critical and that of a resolved one is for information.
 *
 * <p>Thread rule: implementations are immutable.
 */
public sealed interface StatusPulseEvent extends WebhookEvent
        permits IncidentOpened, IncidentUpdated, IncidentResolved, StatusPulseEvent.Unknown {

    /**
     * An event of a kind that this version has no model for.
     *
     * @param kind the {@code event_type} as sent
     * @param json the event as compact JSON
     */
    record Unknown(String kind, String json) implements StatusPulseEvent, UnknownEvent {}
}

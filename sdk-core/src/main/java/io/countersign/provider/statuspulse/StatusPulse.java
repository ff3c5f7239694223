package io.countersign.provider.statuspulse;

import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.event.json.JsonObject;
import io.countersign.provider.Provider;

/**
 * StatusPulse, "Webhooks - Custom Event Handling": where its model begins.
 *
 * <p>Thread rule: stateless.
 */
public final class StatusPulse {
    private static final Provider<StatusPulseEvent> PROVIDER = new StatusPulseProvider();

    private StatusPulse() {}

    /**
     * StatusPulse as a receiver sees it.
     *
     * <p>The sender gives an event no id, so it is claimed under its kind, its incident and its time as text. Where the time
     * is missing, and for kinds that this version does not know, the digest of the whole body takes the id's place: two
     * updates of one incident must never be taken for one, while a retry, which repeats the body, still counts as the same.
     *
     * <p>A failed delivery is retried after 1, 5, 15 and 60 minutes, so the last attempt comes 81 minutes after the first.
     * An endpoint is checked at registration with a request that wants a 200: GET and HEAD get it, and an unsigned POST does
     * where {@code ReceiverBuilder.registrationUntil} says so.
     */
    public static Provider<StatusPulseEvent> provider() {
        return PROVIDER;
    }

    /**
     * Reads a body that was verified elsewhere, for example before it went into a queue.
     *
     * @throws PayloadException where it is not what StatusPulse promises; the message names the path
     */
    public static StatusPulseEvent parse(byte[] body) throws PayloadException {
        return read(Json.object(body));
    }

    static StatusPulseEvent read(JsonObject json) throws PayloadException {
        String kind = json.text("event_type");
        return switch (kind) {
            case IncidentOpened.KIND -> IncidentOpened.read(json);
            case IncidentUpdated.KIND -> IncidentUpdated.read(json);
            case IncidentResolved.KIND -> IncidentResolved.read(json);
            default -> new StatusPulseEvent.Unknown(kind, json.json());
        };
    }
}

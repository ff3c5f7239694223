package io.countersign.provider.statuspageone;

import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.event.json.JsonObject;
import io.countersign.provider.Provider;

/**
 * StatusPageOne, "Webhooks Integration": where its model begins.
 *
 * <p>Thread rule: stateless.
 */
public final class StatusPageOne {
    private static final Provider<StatusPageOneEvent> PROVIDER = new StatusPageOneProvider();

    private StatusPageOne() {}

    /**
     * StatusPageOne as a receiver sees it.
     *
     * <p>The sender gives an event no id, so it is claimed under its monitor, the time of its check as text, its status and
     * its notification level; an event of a kind that this version does not know under the digest of the whole body.
     *
     * <p>Signing is optional with this sender. The default scheme wants the signature; an endpoint without one has to name
     * another scheme.
     *
     * <p>"Up to 5 retries with exponential backoff" does not say when the last one comes; a day is longer than any usual
     * schedule of five.
     */
    public static Provider<StatusPageOneEvent> provider() {
        return PROVIDER;
    }

    /**
     * Reads a body that was verified elsewhere, for example before it went into a queue.
     *
     * @throws PayloadException where it is not what StatusPageOne promises; the message names the path
     */
    public static StatusPageOneEvent parse(byte[] body) throws PayloadException {
        return read(Json.object(body));
    }

    static StatusPageOneEvent read(JsonObject json) throws PayloadException {
        String kind = json.text("event_type");
        return kind.equals(MonitorAlert.KIND)
                ? MonitorAlert.read(json)
                : new StatusPageOneEvent.Unknown(kind, json.json());
    }
}

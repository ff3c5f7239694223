package io.countersign.provider.mar;

import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.event.json.JsonObject;
import io.countersign.internal.HttpNames;
import io.countersign.provider.Provider;

/**
 * The MAR platform, "Webhooks": where its model begins.
 *
 * <p>Its documents name the kinds of events and say that the secret is in a header; they name neither the header nor a
 * field of the payload. What is here rests on the {@code event} alone and finds the rest where it can.
 *
 * <p>Thread rule: stateless.
 */
public final class Mar {
    private static final Provider<MarEvent> PROVIDER = new MarProvider(null);

    private Mar() {}

    /**
     * MAR as a receiver sees it.
     *
     * <p>An event is claimed under the delivery id that the scheme reads from a header, and where there is none under the
     * digest of the whole body. Then two events that are equal byte for byte are taken for one: the price for having no id.
     *
     * <p>Retries are not documented; three days is what the most patient senders take.
     */
    public static Provider<MarEvent> provider() {
        return PROVIDER;
    }

    /**
     * As {@link #provider()}, with the delivery id in a header of this name, for schemes that have no place for one.
     *
     * @throws IllegalArgumentException where the name cannot be a header's
     */
    public static Provider<MarEvent> provider(String deliveryIdHeader) {
        return new MarProvider(HttpNames.checkHeader(deliveryIdHeader));
    }

    /**
     * Reads a body that was verified elsewhere, for example before it went into a queue.
     *
     * @throws PayloadException where it is not a JSON object that names its {@code event}
     */
    public static MarEvent parse(byte[] body) throws PayloadException {
        JsonObject json = Json.object(body);
        String event = json.text("event");
        return MarEventType.of(event)
                .<MarEvent>map(type -> MarNotification.read(type, json))
                .orElseGet(() -> new MarEvent.Unknown(event, json.json()));
    }
}

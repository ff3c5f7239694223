package io.countersign.provider.elastio;

import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.provider.Provider;

/**
 * Elastio, "Webhook", version V0: where its model begins.
 *
 * <p>Thread rule: stateless.
 */
public final class Elastio {
    private Elastio() {}

    /**
     * Elastio as a receiver sees it.
     *
     * <p>A delivery is an envelope of events, or one event without an envelope. Each event is claimed by itself, under its
     * {@code event_id}, and its digest covers the event alone: a retry counts as the same whatever envelope it comes in, and
     * whatever order its fields have there. Two events with one id in one envelope are both handed over; the second claim
     * says what becomes of it.
     *
     * <p>The sender offers no authentication, Basic, bearer or an API key in a header of your choice, so there is no default
     * scheme. "Authentication fields are limited by 255 bytes, ASCII symbols only": the provider checks that at start.
     *
     * <p>Announced deprecations are on the envelope and on the events, and each is logged once as a warning.
     *
     * <p>Retries are not documented; three days is what the most patient senders take.
     */
    public static Provider<ElastioEvent> provider() {
        return new ElastioProvider();
    }

    /**
     * Reads a body that was verified elsewhere, for example before it went into a queue. An event without an envelope comes
     * back in one that has no version.
     *
     * @throws PayloadException where it is not what Elastio promises; the message names the path
     */
    public static ElastioEnvelope parse(byte[] body) throws PayloadException {
        return ElastioEnvelope.read(Json.object(body));
    }
}

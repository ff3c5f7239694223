package io.countersign.provider.metaplane;

import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.provider.Provider;

/**
 * Metaplane, "Webhooks": where its model begins.
 *
 * <p>Thread rule: stateless.
 */
public final class Metaplane {
    private static final Provider<MetaplaneIncident> PROVIDER = new MetaplaneProvider();

    private Metaplane() {}

    /**
     * Metaplane as a receiver sees it.
     *
     * <p>An event is claimed under its {@code idempotencyId}: "multiple payloads with the same idempotencyId will be
     * identical". Every payload is an incident; there is no field that could name another kind of event.
     *
     * <p>No signature and no secret of this sender is documented, so there is no default scheme: choose a token in the path,
     * Basic, bearer or a header where you can set one, or name {@code UnauthenticatedScheme}.
     *
     * <p>"At least once" does not say how long it is retried; three days is what the most patient senders take.
     */
    public static Provider<MetaplaneIncident> provider() {
        return PROVIDER;
    }

    /**
     * Reads a body that was verified elsewhere, for example before it went into a queue.
     *
     * @throws PayloadException where it is not what Metaplane promises; the message names the path
     */
    public static MetaplaneIncident parse(byte[] body) throws PayloadException {
        return MetaplaneIncident.read(Json.object(body));
    }
}

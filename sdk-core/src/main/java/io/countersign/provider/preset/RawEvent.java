package io.countersign.provider.preset;

import static java.util.Objects.requireNonNull;

import io.countersign.event.IncidentNotice;
import io.countersign.event.WebhookEvent;
import java.util.Optional;

/**
 * A verified body as it is, of a provider whose payloads have no model here.
 *
 * <p>It is about no incident as far as anybody here knows, so it has no notice.
 *
 * <p>Thread rule: immutable; {@link #body} returns copies.
 */
public final class RawEvent implements WebhookEvent {
    private final String provider;
    private final byte[] body;

    /** An event of that body, which is taken over. */
    RawEvent(String provider, byte[] body) {
        this.provider = requireNonNull(provider, "provider");
        this.body = requireNonNull(body, "body");
    }

    /** The name of the provider that sent it. */
    public String provider() {
        return provider;
    }

    /** A copy of the body, byte for byte as it was signed. */
    public byte[] body() {
        return body.clone();
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return Optional.empty();
    }

    /** Who sent how much; nothing of the body. */
    @Override
    public String toString() {
        return "RawEvent[" + provider + ", " + body.length + " bytes]";
    }
}

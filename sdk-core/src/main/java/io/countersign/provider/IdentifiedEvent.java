package io.countersign.provider;

import static java.util.Objects.requireNonNull;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.WebhookEvent;

/**
 * One event of a delivery with the id under which it is claimed.
 *
 * <p>Thread rule: immutable.
 *
 * @param id the provider's own id where it has one, else one built from fields that name the event ({@code EventIds})
 * @param event the typed event
 * @param digest the digest of the bytes that make up this event: the whole body for a delivery of one event, this event's
 *     own compact JSON for one of several, so that a retry in another envelope still counts as the same
 * @param <E> the type of the provider's events
 */
public record IdentifiedEvent<E extends WebhookEvent>(String id, E event, BodyDigest digest) {
    /** Checks that all three are there. */
    public IdentifiedEvent {
        requireNonNull(id, "id");
        requireNonNull(event, "event");
        requireNonNull(digest, "digest");
    }
}

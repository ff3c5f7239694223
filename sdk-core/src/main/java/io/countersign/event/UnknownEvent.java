package io.countersign.event;

import java.util.Optional;

/**
 * An event of a kind that this version has no model for: its name and its JSON, kept as data.
 *
 * <p>Senders add kinds without notice; an unknown one is verified, claimed and handed over like any other.
 *
 * <p>Thread rule: implementations are immutable.
 */
public interface UnknownEvent extends WebhookEvent {

    /** The kind as the sender wrote it, for example {@code "incident_merged"}. */
    String kind();

    /** The event as compact JSON text. It was verified, but it is still text from outside: escape it where you show it. */
    String json();

    /** An unknown event is nobody's incident. */
    @Override
    default Optional<IncidentNotice> notice() {
        return Optional.empty();
    }
}

package io.countersign.samples.relay.forward;

import static java.util.Objects.requireNonNull;

import io.countersign.event.IncidentNotice;

/**
 * What is to be sent on: a notice, and where it came from.
 *
 * <p>Thread rule: immutable.
 *
 * @param endpoint the endpoint that received it
 * @param eventId the id under which the event was claimed
 * @param notice what it says
 */
public record Notification(String endpoint, String eventId, IncidentNotice notice) {
    /** Checks that all three are there. */
    public Notification {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(eventId, "eventId");
        requireNonNull(notice, "notice");
    }
}

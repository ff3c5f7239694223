package io.countersign.provider.elastio;

import io.countersign.event.UnknownEvent;
import io.countersign.event.WebhookEvent;
import java.util.Optional;

/**
 * An event of Elastio.
 *
 * <p>Version V0 may change without notice, so of the labels of an event none is required.
 *
 * <p>Thread rule: implementations are immutable.
 */
public sealed interface ElastioEvent extends WebhookEvent
        permits RecoveryPointCreateStarted,
                RecoveryPointCreateSucceeded,
                IscanHealthy,
                IscanUnhealthy,
                ElastioEvent.Unknown {

    /** What every event has. */
    EventHeader header();

    /** The provider's id of the event. */
    default String eventId() {
        return header().eventId();
    }

    /** The announced end of this kind or version; empty where there is none. */
    default Optional<DeprecationWarning> deprecationWarning() {
        return Optional.ofNullable(header().deprecationWarning());
    }

    /**
     * An event of a kind that this version has no model for.
     *
     * @param header what every event has
     * @param json the event as compact JSON
     */
    record Unknown(EventHeader header, String json) implements ElastioEvent, UnknownEvent {
        @Override
        public String kind() {
            return header.eventKind();
        }
    }
}

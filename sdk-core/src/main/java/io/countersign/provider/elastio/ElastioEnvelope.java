package io.countersign.provider.elastio;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery of Elastio brings.
 *
 * <p>The version is data, not a gate: the events of an unknown version are read as far as they look like events, because a
 * refused envelope would lose them all.
 *
 * <p>Thread rule: immutable.
 *
 * @param version {@code v0} or another; {@code null} for an event that came without an envelope
 * @param deprecationWarning the announced end of this version, or {@code null}
 * @param events the events in their order; may be empty
 */
public record ElastioEnvelope(
        @Nullable String version, @Nullable DeprecationWarning deprecationWarning, List<ElastioEvent> events) {

    /** Copies the list. */
    public ElastioEnvelope {
        events = List.copyOf(events);
    }

    static ElastioEnvelope read(JsonObject body) throws PayloadException {
        List<ElastioEvent> events = new ArrayList<>();
        for (JsonObject json : eventsOf(body)) {
            events.add(event(json));
        }
        return isEnvelope(body)
                ? new ElastioEnvelope(body.optionalText("version"), DeprecationWarning.read(body), events)
                : new ElastioEnvelope(null, null, events);
    }

    /** The events as JSON, in the order of {@link #events()}. */
    static List<JsonObject> eventsOf(JsonObject body) throws PayloadException {
        if (isEnvelope(body)) {
            return body.list("events", event -> event);
        }
        if (body.has("event_id")) {
            return List.of(body);
        }
        throw new PayloadException(
                "events is missing; the body must be an envelope with events, or an event with event_id");
    }

    private static boolean isEnvelope(JsonObject body) {
        return body.has("events");
    }

    private static ElastioEvent event(JsonObject json) throws PayloadException {
        EventHeader header = EventHeader.read(json);
        return switch (header.eventKind()) {
            case RecoveryPointCreateStarted.KIND -> RecoveryPointCreateStarted.read(header, json);
            case RecoveryPointCreateSucceeded.KIND -> RecoveryPointCreateSucceeded.read(header, json);
            case IscanHealthy.KIND -> IscanHealthy.read(header, json);
            case IscanUnhealthy.KIND -> IscanUnhealthy.read(header, json);
            default -> new ElastioEvent.Unknown(header, json.json());
        };
    }
}

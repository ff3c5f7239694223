package io.countersign.provider.elastio;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event of Elastio has. Its documents call the kind {@code event_kind}, its sample handler {@code kind}; the same
 * goes for the version, and both are read.
 *
 * <p>Thread rule: immutable.
 *
 * @param eventId the provider's id of the event
 * @param eventKind for example {@code elastio:recovery-point:iscan:unhealthy}
 * @param eventTime when it happened, or {@code null}
 * @param eventVersion for example {@code v0}, or {@code null}
 * @param deprecationWarning the announced end of this kind or version, or {@code null}
 */
public record EventHeader(
        String eventId,
        String eventKind,
        @Nullable Instant eventTime,
        @Nullable String eventVersion,
        @Nullable DeprecationWarning deprecationWarning) {

    static EventHeader read(JsonObject json) throws PayloadException {
        return new EventHeader(
                json.id("event_id"),
                json.text(nameOf(json, "event_kind", "kind")),
                json.optionalTime("event_time"),
                json.optionalText(nameOf(json, "event_version", "version")),
                DeprecationWarning.read(json));
    }

    /** The documented name, unless only the other one was sent; so an error names the documented one. */
    private static String nameOf(JsonObject json, String documented, String alias) {
        return !json.has(documented) && json.has(alias) ? alias : documented;
    }
}

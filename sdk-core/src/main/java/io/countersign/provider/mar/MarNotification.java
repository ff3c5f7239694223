package io.countersign.provider.mar;

import io.countersign.event.IncidentNotice;
import io.countersign.event.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of a documented kind. The payload is not documented, so everything but the kind is what was found under a usual
 * name, at the top or inside {@code data}, and {@code null} where nothing was; {@link #json()} has it all.
 *
 * <p>{@link #notice()}: an alert is triggered and resolved under its id. A crash opens an incident of its instance that the
 * next start of that instance resolves, as a crashed instance that runs again needs nobody. A degraded cluster opens an
 * incident that nothing resolves, for there is no event that says it is well again. Stops and new clusters are no
 * incidents. Where the subject has no id its name is the key; without either an incident stands for itself, and nothing can
 * be resolved. A crash is critical, a degraded cluster a warning, an alert an error, for the sender has no severity.
 *
 * <p>Thread rule: immutable.
 *
 * @param type the kind
 * @param subjectId the id of the instance, cluster or alert
 * @param name what a person calls it
 * @param message what happened, in words
 * @param occurredAt when
 * @param json the whole payload as compact JSON
 */
public record MarNotification(
        MarEventType type,
        @Nullable String subjectId,
        @Nullable String name,
        @Nullable String message,
        @Nullable Instant occurredAt,
        String json)
        implements MarEvent {

    static MarNotification read(MarEventType type, JsonObject json) {
        MarLookup lookup = new MarLookup(json, type.subject());
        return new MarNotification(
                type, lookup.subjectId(), lookup.name(), lookup.message(), lookup.time(), json.json());
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return MarNotice.of(this);
    }
}

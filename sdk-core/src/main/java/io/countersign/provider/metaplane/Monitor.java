package io.countersign.provider.metaplane;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A monitor that an incident affects.
 *
 * <p>Thread rule: immutable.
 *
 * @param id the provider's id of it
 * @param name what a person calls it, or {@code null}
 * @param type what it measures, for example {@code ROW_COUNT}, or {@code null}
 * @param tags the names of its tags; may be empty
 * @param entities what it watches; may be empty
 * @param owners who answers for it; may be empty
 */
public record Monitor(
        String id,
        @Nullable String name,
        @Nullable String type,
        List<String> tags,
        List<Entity> entities,
        List<Owner> owners) {

    /** Copies the lists. */
    public Monitor {
        tags = List.copyOf(tags);
        entities = List.copyOf(entities);
        owners = List.copyOf(owners);
    }

    static Monitor read(JsonObject json) throws PayloadException {
        return new Monitor(
                json.id("id"),
                json.optionalText("name"),
                json.optionalText("type"),
                json.list("tags", tag -> tag.text("name")),
                json.list("entities", Entity::read),
                json.list("owners", Owner::read));
    }

    /** The deprecated shape has its one entity spread over the monitor. */
    static Monitor readDeprecated(JsonObject json) throws PayloadException {
        Entity entity = new Entity(null, null, json.optionalText("entityType"), json.optionalText("absolutePath"));
        return new Monitor(
                json.id("id"),
                json.optionalText("name"),
                json.optionalText("type"),
                List.of(),
                entity.entityType() == null && entity.absolutePath() == null ? List.of() : List.of(entity),
                List.of());
    }
}

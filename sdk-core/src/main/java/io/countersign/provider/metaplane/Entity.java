package io.countersign.provider.metaplane;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor watches. Whatever was not sent is {@code null}; the deprecated payload has neither id.
 *
 * <p>Thread rule: immutable.
 *
 * @param id the provider's id of it
 * @param connectionId the {@link Connection} that it belongs to
 * @param entityType for example {@code table}
 * @param absolutePath for example {@code database.schema.table}
 */
public record Entity(
        @Nullable String id,
        @Nullable String connectionId,
        @Nullable String entityType,
        @Nullable String absolutePath) {

    static Entity read(JsonObject json) throws PayloadException {
        return new Entity(
                json.optionalText("id"),
                json.optionalText("connectionId"),
                json.optionalText("entityType"),
                json.optionalText("absolutePath"));
    }
}

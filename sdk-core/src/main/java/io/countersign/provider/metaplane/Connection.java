package io.countersign.provider.metaplane;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The data source that an affected monitor watches.
 *
 * <p>Thread rule: immutable.
 *
 * @param id the provider's id of it
 * @param name what a person calls it, or {@code null}
 * @param type the kind of source, for example {@code snowflake}
 */
public record Connection(
        String id, @Nullable String name, @Nullable String type) {

    static Connection read(JsonObject json) throws PayloadException {
        return new Connection(json.text("id"), json.optionalText("name"), json.optionalText("type"));
    }
}

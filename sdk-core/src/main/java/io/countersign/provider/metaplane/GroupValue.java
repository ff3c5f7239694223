package io.countersign.provider.metaplane;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One column of the group that a Group By monitor alerts on, for example {@code customer_id} and {@code 1}.
 *
 * <p>Thread rule: immutable.
 *
 * @param name the column
 * @param value its value, or {@code null}
 */
public record GroupValue(String name, @Nullable String value) {

    static GroupValue read(JsonObject json) throws PayloadException {
        return new GroupValue(json.text("name"), json.optionalText("value"));
    }
}

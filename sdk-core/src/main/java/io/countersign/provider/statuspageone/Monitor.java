package io.countersign.provider.statuspageone;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The monitor that an alert is about.
 *
 * <p>Thread rule: immutable.
 *
 * @param id the provider's id of it
 * @param name what a person calls it
 * @param url what it watches, or {@code null}
 * @param status {@code UP}, {@code DOWN} or a word that this version does not know, or {@code null}
 */
public record Monitor(
        String id,
        String name,
        @Nullable String url,
        @Nullable String status) {

    static Monitor read(JsonObject json) throws PayloadException {
        return new Monitor(json.id("id"), json.text("name"), json.optionalText("url"), json.optionalText("status"));
    }
}

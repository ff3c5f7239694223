package io.countersign.provider.metaplane;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;

/**
 * A label that somebody put on an incident; labels took the place of acknowledging.
 *
 * <p>Thread rule: immutable.
 *
 * @param id the provider's id of it
 * @param name what a person calls it
 */
public record Label(String id, String name) {

    static Label read(JsonObject json) throws PayloadException {
        return new Label(json.text("id"), json.text("name"));
    }
}

package io.countersign.provider.elastio;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Elastio announces that a version of the envelope, or of a kind of event, will end.
 *
 * <p>Thread rule: immutable.
 *
 * @param notice what it says, or {@code null}
 * @param effectiveDate from when on, as sent (its form is not documented), or {@code null}
 */
public record DeprecationWarning(
        @Nullable String notice, @Nullable String effectiveDate) {

    static @Nullable DeprecationWarning read(JsonObject owner) throws PayloadException {
        JsonObject json = owner.optionalObject("deprecation_warning");
        return json == null
                ? null
                : new DeprecationWarning(json.optionalText("notice"), json.optionalText("effective_date"));
    }
}

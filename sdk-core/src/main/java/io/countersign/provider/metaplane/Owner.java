package io.countersign.provider.metaplane;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who answers for a monitor.
 *
 * <p>Thread rule: immutable.
 *
 * @param name what the owner is called, or {@code null}
 * @param email the owner's address, or {@code null}
 * @param identities who the owner is elsewhere; may be empty
 */
public record Owner(@Nullable String name, @Nullable String email, List<Identity> identities) {

    /**
     * Who an owner is in another system. Slack and Microsoft Teams have a user id, dbt an owner id.
     *
     * @param type the system, for example {@code slack}, or {@code null}
     * @param userId the user's id there, or {@code null}
     * @param ownerId the owner's id there, or {@code null}
     */
    public record Identity(
            @Nullable String type,
            @Nullable String userId,
            @Nullable String ownerId) {

        static Identity read(JsonObject json) throws PayloadException {
            return new Identity(json.optionalText("type"), json.optionalText("userId"), json.optionalText("ownerId"));
        }
    }

    /** Copies the list. */
    public Owner {
        identities = List.copyOf(identities);
    }

    static Owner read(JsonObject json) throws PayloadException {
        return new Owner(
                json.optionalText("name"), json.optionalText("email"), json.list("identities", Identity::read));
    }
}

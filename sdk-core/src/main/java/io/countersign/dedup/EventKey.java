package io.countersign.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.countersign.internal.EventIds;

/**
 * The name under which one event is claimed: which endpoint, which event.
 *
 * <p>Two keys are the same only byte for byte: no folding of case, no trimming. The endpoint is part of the key, so that one
 * sender's ids never meet another's.
 *
 * <p>Thread rule: immutable.
 *
 * @param endpoint the endpoint's name
 * @param id the event's id: 1 to 255 bytes of UTF-8 without control characters
 */
public record EventKey(String endpoint, String id) {
    /** Checks the bounds. */
    public EventKey {
        check("endpoint", endpoint);
        check("id", id);
    }

    private static void check(String what, String value) {
        requireNonNull(value, what);
        int bytes = value.getBytes(UTF_8).length;
        if (bytes < 1 || bytes > EventIds.MAX_BYTES || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the " + what + " of an event key must be 1 to " + EventIds.MAX_BYTES
                    + " bytes without control characters but has " + bytes);
        }
    }
}

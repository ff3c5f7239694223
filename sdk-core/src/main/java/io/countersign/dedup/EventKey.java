package io.countersign.dedup;

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
        int bytes = utf8Bytes(value);
        if (bytes < 1 || bytes > EventIds.MAX_BYTES) {
            throw new IllegalArgumentException("the " + what + " of an event key must be 1 to " + EventIds.MAX_BYTES
                    + " bytes of UTF-8 without control characters and halves of surrogate pairs, but has "
                    + value.length() + " characters");
        }
    }

    /** How many bytes it has, or -1 where it holds what an id may not: half a pair would become the same byte as any other half. */
    private static int utf8Bytes(String value) {
        int bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return -1;
            }
            if (Character.isSurrogate(c)) {
                boolean isPair = i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1));
                if (!isPair) {
                    return -1;
                }
                i++;
                bytes += 4;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }
}

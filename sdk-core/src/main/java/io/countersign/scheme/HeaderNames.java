package io.countersign.scheme;

import io.countersign.internal.HttpNames;
import org.jspecify.annotations.Nullable;

/**
 * The headers that one delivery uses together. A provider that sends the same under two brands ({@code svix-*} and
 * {@code webhook-*}) has two sets; one whole set is read, never a mixture.
 *
 * <p>Thread rule: immutable.
 *
 * @param signature the header of the signature
 * @param timestamp the header of the signed time, or {@code null} where it stands elsewhere or there is none
 * @param id the header of the delivery's id, or {@code null}
 */
public record HeaderNames(
        String signature,
        @Nullable String timestamp,
        @Nullable String id) {
    /** Checks that headers can be called so. */
    public HeaderNames {
        HttpNames.checkHeader(signature);
        if (timestamp != null) {
            HttpNames.checkHeader(timestamp);
        }
        if (id != null) {
            HttpNames.checkHeader(id);
        }
    }
}

package io.countersign.dedup;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The exclusive, leased right to handle one event. Key and fence are fixed when it is made and never computed again.
 *
 * <p>Thread rule: immutable.
 *
 * @param key what is claimed
 * @param owner who claimed it: one random value per delivery attempt
 * @param fence rises with every claim of one key; a store refuses to settle a claim whose fence is not the newest
 */
public record Claim(EventKey key, UUID owner, long fence) {
    /** Checks that both are there. */
    public Claim {
        requireNonNull(key, "key");
        requireNonNull(owner, "owner");
    }
}

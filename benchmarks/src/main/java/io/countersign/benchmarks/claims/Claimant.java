package io.countersign.benchmarks.claims;

import io.countersign.dedup.ClaimRequest;

/**
 * Claims events: ours in one of its stores, a peer, or the bare command.
 *
 * <p>Thread rule: safe for concurrent use.
 */
interface Claimant extends AutoCloseable {
    /** Whether the event was new and is now the caller's; false where it was handled before. */
    boolean claim(ClaimRequest request);

    /** Claims an event and marks it as handled; whether it was new. Where there is no such mark the claim is all. */
    default boolean handle(ClaimRequest request) {
        return claim(request);
    }

    @Override
    default void close() {}
}

package io.countersign.dedup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.UUID;

/**
 * A wish to handle one event.
 *
 * <p>Thread rule: immutable.
 *
 * @param key what to claim
 * @param digest the bytes of the event; compared only with a completed event, where the sender would otherwise be told 200
 * @param owner who asks; the same owner asking again gets the same claim, so a request that was sent twice does no harm
 * @param lease how long the claim holds unless it is settled before; positive
 * @param retention how long the event is remembered, counted from the first claim; at least the lease
 */
public record ClaimRequest(EventKey key, BodyDigest digest, UUID owner, Duration lease, Duration retention) {
    /** Checks the bounds. */
    public ClaimRequest {
        requireNonNull(key, "key");
        requireNonNull(digest, "digest");
        requireNonNull(owner, "owner");
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("lease must be positive but is " + lease);
        }
        if (retention.compareTo(lease) < 0) {
            throw new IllegalArgumentException(
                    "retention must be at least the lease " + lease + " but is " + retention);
        }
    }
}

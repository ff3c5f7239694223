package io.countersign;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How many deliveries one peer may attempt, asked before anything of a delivery is read.
 *
 * <p>Thread rule: implementations are safe for concurrent use.
 */
@FunctionalInterface
public interface PeerLimit {
    /** No limit. */
    PeerLimit NONE = peer -> Optional.empty();

    /**
     * Counts one delivery of {@code peer}.
     *
     * @param peer the client's address, found as {@link TrustedProxies} say; of IPv6 the network of 64 bits, since a client can
     *     change the rest at will
     * @return empty where it may go on, else how long the peer should wait
     */
    Optional<Duration> waitBefore(String peer);

    /**
     * At most {@code deliveries} per {@code period} from one peer, all of them at once if it likes. Remembers 10,000 peers;
     * with more than that at once, those that were silent longest start anew.
     *
     * @throws IllegalArgumentException where either is not positive
     */
    static PeerLimit of(int deliveries, Duration period, InstantSource clock) {
        return new PeerAccounts(deliveries, period, clock);
    }
}

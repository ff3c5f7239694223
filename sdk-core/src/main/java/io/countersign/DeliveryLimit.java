package io.countersign;

import io.countersign.provider.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limit of deliveries of one client that holds on an endpoint. Safe for concurrent use.
 *
 * @param limit the limit
 * @param countsLocal whether it holds for this machine itself too
 */
record DeliveryLimit(PeerLimit limit, boolean countsLocal) {

    /**
     * The one that was chosen, for everybody; or else what the provider documents, for everybody who is not on this machine: a
     * provider is not, and a proxy there, of which nobody told us, would be counted for all that it forwards.
     */
    static DeliveryLimit of(@Nullable PeerLimit chosen, Provider<?> provider, InstantSource clock) {
        return chosen != null
                ? new DeliveryLimit(chosen, true)
                : new DeliveryLimit(
                        provider.documentedRate()
                                .map(rate -> PeerLimit.of(rate.deliveries(), rate.period(), clock))
                                .orElse(PeerLimit.NONE),
                        false);
    }

    Optional<Duration> waitBefore(Client client) {
        String household = client.household();
        return household == null || (client.isLocal() && !countsLocal) ? Optional.empty() : limit.waitBefore(household);
    }
}

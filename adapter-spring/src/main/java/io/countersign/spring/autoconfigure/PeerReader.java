package io.countersign.spring.autoconfigure;

import io.countersign.BodyRead;
import io.countersign.PeerLimit;
import io.countersign.PeerPolicy;
import io.countersign.ReceiverBuilder;
import io.countersign.TrustedProxies;
import io.countersign.provider.Provider;
import io.countersign.spring.autoconfigure.CountersignProperties.ClientAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Reads what is asked of whoever connects, and what strangers may cost. Confined to one thread.
 *
 * @see CountersignProperties.Peers
 */
final class PeerReader {
    /** The item of a list of addresses that stands for those which the provider names. */
    private static final String PROVIDERS = "provider";

    private static final ConfigKey PROXIES = ConfigKey.ROOT.child("trusted-proxies");
    private static final ConfigKey ADDRESS = ConfigKey.ROOT.child("client-address");
    private static final ConfigKey BODIES = ConfigKey.ROOT.child("bodies");
    private static final String RANGE = "write ranges like 10.0.0.0/8";

    private final CountersignProperties properties;
    private final InstantSource clock;
    private final TrustedProxies proxies;
    private final BodyRead.@Nullable Budget budget;

    PeerReader(CountersignProperties properties, InstantSource clock) {
        this.properties = properties;
        this.clock = clock;
        this.proxies = proxies(properties.clientAddress(), properties.trustedProxies());
        DataSize together = bodies().inFlight();
        this.budget = together == null
                ? null
                : BODIES.child("in-flight")
                        .checked("set it to 64MB or so", () -> BodyRead.Budget.of(together.toBytes()));
    }

    private CountersignProperties.Bodies bodies() {
        return properties.bodies() == null ? CountersignProperties.Bodies.NONE : properties.bodies();
    }

    private static TrustedProxies proxies(@Nullable ClientAddress way, @Nullable List<String> ranges) {
        boolean isNamed = ranges != null && !ranges.isEmpty();
        boolean isWalk = way == ClientAddress.X_FORWARDED_FOR || way == ClientAddress.FORWARDED;
        if (isWalk && !isNamed) {
            throw PROXIES.error(
                    "is missing, and without it nobody's headers are believed",
                    "name the addresses of your proxies, or remove client-address");
        }
        if (way == null ? !isNamed : !isWalk) {
            return direct(way, isNamed);
        }
        TrustedProxies.Header header = way == ClientAddress.FORWARDED
                ? TrustedProxies.Header.FORWARDED
                : TrustedProxies.Header.X_FORWARDED_FOR;
        return PROXIES.checked(RANGE, () -> TrustedProxies.of(header, ranges == null ? List.of() : ranges));
    }

    private static TrustedProxies direct(@Nullable ClientAddress way, boolean isNamed) {
        if (isNamed) {
            throw ADDRESS.error(
                    "trusted-proxies are named, but no header of theirs is read in this way",
                    "set it to x-forwarded-for or forwarded, whichever your proxies write, or remove trusted-proxies");
        }
        return way == ClientAddress.CONTAINER ? TrustedProxies.alreadyAppliedByServer() : TrustedProxies.none();
    }

    /** Gives {@code builder} what is configured for the endpoint at that key. */
    void apply(
            ConfigKey key, CountersignProperties.Endpoint endpoint, Provider<?> provider, ReceiverBuilder<?> builder) {
        builder.peers(policy(key, endpoint, provider));
        PeerLimit limit = limit(key.child("rate-limit"), endpoint.rateLimit());
        if (limit != null) {
            builder.peerLimit(limit);
        }
        applyBodies(endpoint.maxBody(), builder);
    }

    private PeerPolicy policy(ConfigKey endpointKey, CountersignProperties.Endpoint endpoint, Provider<?> provider) {
        CountersignProperties.Peers peers =
                endpoint.peers() == null ? CountersignProperties.Peers.NONE : endpoint.peers();
        ConfigKey key = endpointKey.child("peers");
        PeerPolicy.Builder policy = PeerPolicy.builder().trustedProxies(proxies);
        Boolean https = endpoint.requireHttps() == null ? properties.requireHttps() : endpoint.requireHttps();
        if (Boolean.FALSE.equals(https)) {
            policy.allowUnencrypted();
        }
        allow(key.child("allowed"), peers.allowed() == null ? List.of() : peers.allowed(), provider, policy);
        if (Boolean.TRUE.equals(peers.enforce())) {
            policy.enforceAllowed();
        }
        if (peers.clientCertificate() != null) {
            certificate(key.child("client-certificate"), peers.clientCertificate(), policy);
        }
        return key.child("enforce").checked("name the addresses in allowed", policy::build);
    }

    private static void allow(ConfigKey key, List<String> allowed, Provider<?> provider, PeerPolicy.Builder policy) {
        for (int i = 0; i < allowed.size(); i++) {
            String range = allowed.get(i);
            if (range.equals(PROVIDERS)) {
                checkNamed(key.item(i), provider);
                policy.allowProvider();
            } else {
                key.item(i).checked(RANGE, () -> policy.allow(List.of(range)));
            }
        }
    }

    private static void checkNamed(ConfigKey key, Provider<?> provider) {
        if (provider.egressAddresses().isEmpty()) {
            throw key.error(
                    provider.name() + " names no addresses that it sends from", "write the ranges themselves, or none");
        }
    }

    private static void certificate(
            ConfigKey key, CountersignProperties.ClientCertificate certificate, PeerPolicy.Builder policy) {
        String subject = certificate.subject();
        String dnsName = certificate.dnsName();
        if (subject == null && dnsName == null) {
            throw key.error("says of no certificate whose it must be", "set subject or dns-name, or remove it");
        }
        if (subject != null) {
            key.child("subject").checked("write it like CN=x,O=y", () -> policy.requireClientSubject(subject));
        }
        if (dnsName != null) {
            key.child("dns-name").checked("write a host name", () -> policy.requireClientDnsName(dnsName));
        }
    }

    private @Nullable PeerLimit limit(ConfigKey key, CountersignProperties.@Nullable RateLimit written) {
        if (written == null) {
            return null;
        }
        Integer deliveries = written.deliveries();
        Duration per = written.per();
        if (Boolean.FALSE.equals(written.enabled())) {
            return PeerLimit.NONE;
        }
        if (deliveries == null && per == null) {
            return null;
        }
        if (deliveries == null || per == null) {
            throw key.error(
                    (per == null ? "per" : "deliveries") + " is missing",
                    "write both, such as deliveries: 600 and per: 1m");
        }
        return key.checked("write it like deliveries: 600 and per: 1m", () -> PeerLimit.of(deliveries, per, clock));
    }

    private void applyBodies(@Nullable DataSize own, ReceiverBuilder<?> builder) {
        CountersignProperties.Bodies bodies = bodies();
        Duration deadline = bodies.deadline();
        if (deadline != null) {
            BODIES.child("deadline").checked("set it to 10s or so", () -> builder.bodyDeadline(deadline));
        }
        if (bodies.grace() != null || bodies.minimumRate() != null) {
            Duration grace = bodies.grace() == null ? ReceiverBuilder.DEFAULT_BODY_GRACE : bodies.grace();
            int rate = bytesPerSecond(bodies.minimumRate());
            BODIES.child(bodies.grace() == null ? "minimum-rate" : "grace")
                    .checked("set them to 5s and 1000B or so", () -> builder.minimumBodyRate(rate, grace));
        }
        if (budget != null) {
            checkRoom(budget, own);
            builder.bodyBudget(budget);
        }
    }

    private void checkRoom(BodyRead.Budget room, @Nullable DataSize own) {
        DataSize written = own == null ? properties.maxBody() : own;
        long largest = written == null ? ReceiverBuilder.DEFAULT_MAX_BODY_BYTES : written.toBytes();
        if (room.bytes() <= largest) {
            throw BODIES.child("in-flight")
                    .error(
                            "the size is " + room.bytes() + "B, but one body may have " + largest + "B",
                            "make it several times as much, or lower max-body");
        }
    }

    private static int bytesPerSecond(@Nullable DataSize rate) {
        if (rate == null) {
            return ReceiverBuilder.DEFAULT_BODY_BYTES_PER_SECOND;
        }
        try {
            return Math.toIntExact(rate.toBytes());
        } catch (ArithmeticException tooMuch) {
            throw BODIES.child("minimum-rate").error("the rate is " + rate, "choose less, such as 1000B");
        }
    }
}

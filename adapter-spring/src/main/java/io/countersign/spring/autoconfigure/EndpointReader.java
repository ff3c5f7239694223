package io.countersign.spring.autoconfigure;

import io.countersign.ReceiverBuilder;
import io.countersign.ReceiverListener;
import io.countersign.WebhookReceiver;
import io.countersign.dedup.DedupStore;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.secret.TenantSecrets;
import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Builds the endpoints of the properties. Confined to one thread.
 *
 * @see ProofReader
 */
final class EndpointReader {
    private final CountersignProperties properties;
    private final ProviderCatalog providers;
    private final DedupStore store;
    private final InstantSource clock;
    private final ReceiverListener listener;
    private final Map<String, TenantSecrets> tenants;
    private final PeerReader peers;

    EndpointReader(
            CountersignProperties properties,
            ProviderCatalog providers,
            DedupStore store,
            InstantSource clock,
            ReceiverListener listener,
            Map<String, TenantSecrets> tenants) {
        this.properties = properties;
        this.providers = providers;
        this.store = store;
        this.clock = clock;
        this.listener = listener;
        this.tenants = tenants;
        this.peers = new PeerReader(properties, clock);
    }

    WebhookEndpoints all() {
        EndpointPaths paths = new EndpointPaths();
        List<WebhookEndpoint> endpoints = new ArrayList<>();
        Map<String, CountersignProperties.Endpoint> configured = properties.endpoints();
        if (configured != null) {
            configured.forEach((name, endpoint) -> {
                WebhookEndpoint built = one(name, endpoint);
                paths.claim(ConfigKey.endpoint(name).child("path"), built);
                endpoints.add(built);
            });
        }
        return new WebhookEndpoints(endpoints);
    }

    private WebhookEndpoint one(String name, CountersignProperties.Endpoint endpoint) {
        ConfigKey key = ConfigKey.endpoint(name);
        Scheme own = SchemeConfiguration.read(key.child("scheme"), endpoint.scheme());
        Provider<?> provider = providers.find(key, name, endpoint, own);
        Proof proof = ProofReader.read(key, endpoint, provider, own, tenants(key.child("tenants"), endpoint.tenants()));
        WebhookReceiver<?> receiver = receiver(key, name, endpoint, provider, proof);
        WebhookEndpoint built =
                new WebhookEndpoint(EndpointPaths.pathOf(key.child("path"), name, endpoint.path()), receiver);
        StartLog.write(built, proof, clock.instant());
        return built;
    }

    private @Nullable TenantSecrets tenants(ConfigKey key, @Nullable String bean) {
        TenantSecrets found = bean == null ? null : tenants.get(bean);
        if (bean != null && found == null) {
            throw key.error(
                    "there is no bean of type TenantSecrets with that name",
                    tenants.isEmpty() ? "declare one" : "use one of " + new TreeSet<>(tenants.keySet()));
        }
        return found;
    }

    private <E extends WebhookEvent> WebhookReceiver<E> receiver(
            ConfigKey key, String name, CountersignProperties.Endpoint endpoint, Provider<E> provider, Proof proof) {
        ReceiverBuilder<E> builder =
                key.checked("give the endpoint another name", () -> WebhookReceiver.builder(name, provider));
        builder.scheme(proof.scheme()).dedup(store).clock(clock).listener(listener);
        key.child("secrets")
                .checked("mount the files again", () -> proof.source(clock))
                .ifPresent(builder::secrets);
        proof.tenants().ifPresent(builder::tenants);
        URI publicUrl = SchemeConfiguration.publicUrl(
                key.child("public-url"), endpoint.publicUrl(), proof.scheme(), provider.name());
        if (publicUrl != null) {
            builder.publicUrl(publicUrl);
        }
        Instant registrationUntil = HandshakeConfiguration.registrationUntil(
                key.child("registration-until"), endpoint.registrationUntil(), proof.scheme());
        if (registrationUntil != null) {
            builder.registrationUntil(registrationUntil);
        }
        if (Boolean.FALSE.equals(properties.diagnosis())) {
            builder.withoutDiagnosis();
        }
        if (endpoint.conflict() == CountersignProperties.Conflict.REFUSE) {
            builder.refuseConflicts();
        }
        if (endpoint.whenStoreIsDown() == CountersignProperties.WhenStoreIsDown.FAIL_OPEN_AS_HANDLER_IS_IDEMPOTENT) {
            builder.failOpenAsHandlerIsIdempotent();
        }
        maxBody(key, endpoint.maxBody(), builder);
        peers.apply(key, endpoint, provider, builder);
        return remembered(builder);
    }

    private void maxBody(ConfigKey endpoint, @Nullable DataSize own, ReceiverBuilder<?> builder) {
        DataSize size = own == null ? properties.maxBody() : own;
        if (size != null) {
            ConfigKey key = (own == null ? ConfigKey.ROOT : endpoint).child("max-body");
            try {
                builder.maxBodyBytes(Math.toIntExact(size.toBytes()));
            } catch (IllegalArgumentException | ArithmeticException outOfRange) {
                throw key.error("the size is " + size, "choose one from 1B to 64MB");
            }
        }
    }

    private <E extends WebhookEvent> WebhookReceiver<E> remembered(ReceiverBuilder<E> builder) {
        CountersignProperties.Dedup claims = properties.claims();
        Duration lease = claims.lease() == null ? ReceiverBuilder.DEFAULT_LEASE : claims.lease();
        Duration retention = claims.retention() == null ? ReceiverBuilder.DEFAULT_RETENTION : claims.retention();
        Duration leaseCap = claims.leaseCap();
        ConfigKey key = ConfigKey.DEDUP;
        key.child("lease").checked("set it to 60s or so", () -> builder.lease(lease));
        key.child("retention").checked("set it to 7d or so", () -> builder.retention(retention));
        if (leaseCap != null) {
            key.child("lease-cap").checked("set it to 15m or so", () -> builder.leaseCap(leaseCap));
        }
        return key.child(lease.compareTo(retention) > 0 ? "lease" : "retention")
                .checked("set retention longer than lease, to 7d or so", builder::build);
    }
}

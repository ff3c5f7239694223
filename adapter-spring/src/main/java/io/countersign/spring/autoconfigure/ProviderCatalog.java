package io.countersign.spring.autoconfigure;

import io.countersign.provider.Provider;
import io.countersign.provider.elastio.Elastio;
import io.countersign.provider.mar.Mar;
import io.countersign.provider.metaplane.Metaplane;
import io.countersign.provider.preset.Presets;
import io.countersign.provider.statuspageone.StatusPageOne;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.scheme.Scheme;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The providers that may be named in configuration: the shipped ones, the presets and the application's beans. Thread rule: immutable. */
final class ProviderCatalog {
    private static final List<Provider<?>> SHIPPED = List.of(
            StatusPulse.provider(), StatusPageOne.provider(), Metaplane.provider(), Elastio.provider(), Mar.provider());

    private final Map<String, Provider<?>> byName = new TreeMap<>();

    /** The presets and the shipped ones, and those of the application, which win where the names are the same. */
    ProviderCatalog(Collection<? extends Provider<?>> ofTheApplication) {
        Presets.all().forEach(provider -> byName.put(provider.name(), provider));
        SHIPPED.forEach(provider -> byName.put(provider.name(), provider));
        ofTheApplication.forEach(provider -> byName.put(provider.name(), provider));
    }

    /**
     * Who sends to that endpoint.
     *
     * @param own the endpoint's own scheme, or null; with one, a sender needs no other name than the endpoint's
     */
    Provider<?> find(
            ConfigKey endpointKey, String endpointName, CountersignProperties.Endpoint endpoint, @Nullable Scheme own) {
        Provider<?> provider = endpoint.provider() == null && own != null
                ? Presets.of(endpointName, own)
                : named(endpointKey.child("provider"), endpoint.provider());
        Provider<?> shaking = HandshakeConfiguration.of(endpointKey, endpoint, provider);
        return withDeliveryIdHeader(endpointKey.child("delivery-id-header"), endpoint.deliveryIdHeader(), shaking);
    }

    private Provider<?> named(ConfigKey key, @Nullable String configured) {
        String name = SecretReader.required(key, configured, "set it to one of " + names());
        Provider<?> provider = byName.get(name);
        if (provider == null) {
            throw key.error(
                    "there is no provider \"" + name + "\"",
                    "set it to one of " + names() + "; or describe the sender by a scheme");
        }
        return provider;
    }

    private static Provider<?> withDeliveryIdHeader(ConfigKey key, @Nullable String header, Provider<?> provider) {
        if (header == null) {
            return provider;
        }
        if (!provider.name().equals(Mar.provider().name())) {
            throw key.error(
                    provider.name() + " has no delivery id that could be configured", "remove it; it is for mar only");
        }
        return key.checked("name the header that the sender uses", () -> Mar.provider(header));
    }

    private String names() {
        return String.join(", ", byName.keySet());
    }
}

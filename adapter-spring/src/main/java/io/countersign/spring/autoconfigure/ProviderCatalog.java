package io.countersign.spring.autoconfigure;

import io.countersign.provider.Provider;
import io.countersign.provider.elastio.Elastio;
import io.countersign.provider.mar.Mar;
import io.countersign.provider.metaplane.Metaplane;
import io.countersign.provider.preset.Presets;
import io.countersign.provider.statuspageone.StatusPageOne;
import io.countersign.provider.statuspulse.StatusPulse;
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

    Provider<?> find(ConfigKey endpointKey, CountersignProperties.Endpoint endpoint) {
        ConfigKey key = endpointKey.child("provider");
        String name = SecretReader.required(key, endpoint.provider(), "set it to one of " + names());
        Provider<?> provider = byName.get(name);
        if (provider == null) {
            throw key.error("there is no provider \"" + name + "\"", "set it to one of " + names());
        }
        return withDeliveryIdHeader(endpointKey.child("delivery-id-header"), endpoint.deliveryIdHeader(), provider);
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

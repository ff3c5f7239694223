package io.countersign.spring.autoconfigure;

import io.countersign.provider.Provider;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The providers that may be named in configuration: the shipped ones and the application's beans. Thread rule: immutable. */
final class ProviderCatalog {
    private final Map<String, Provider<?>> byName = new TreeMap<>();

    /** The shipped ones, and those of the application, which win where the names are the same. */
    ProviderCatalog(Collection<? extends Provider<?>> ofTheApplication) {
        for (Provider<?> provider : ofTheApplication) {
            byName.put(provider.name(), provider);
        }
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
        throw key.error(
                provider.name() + " has no delivery id that could be configured", "remove it; it is for mar only");
    }

    private String names() {
        return String.join(", ", byName.keySet());
    }
}

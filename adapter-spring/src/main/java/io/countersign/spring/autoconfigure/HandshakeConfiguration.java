package io.countersign.spring.autoconfigure;

import io.countersign.provider.Provider;
import io.countersign.provider.preset.Presets;
import io.countersign.provider.preset.RawEvent;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SecretRing;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a sender's handshake needs to be told: {@code verify-token}, {@code allowed-origins} and
 * {@code registration-until}.
 *
 * <p>Thread rule: stateless.
 */
final class HandshakeConfiguration {
    private HandshakeConfiguration() {}

    /** The provider, with what is configured for its handshake. */
    static Provider<?> of(ConfigKey key, CountersignProperties.Endpoint endpoint, Provider<?> provider) {
        Provider<?> withToken = endpoint.verifyToken() == null
                ? provider
                : withToken(key.child("verify-token"), endpoint.verifyToken().token, provider);
        return endpoint.allowedOrigins() == null
                ? withToken
                : withOrigins(key.child("allowed-origins"), Set.copyOf(endpoint.allowedOrigins()), withToken);
    }

    private static Provider<?> withToken(ConfigKey key, String token, Provider<?> provider) {
        if (!is("meta", provider)) {
            throw key.error(provider.name() + " has no handshake that shows a token", "remove it; it is for meta only");
        }
        return Presets.meta(
                SecretRing.of(SecretReader.value(key, "verify-token", token).secret()));
    }

    private static Provider<?> withOrigins(ConfigKey key, Set<String> origins, Provider<?> provider) {
        if (is("cloudevents", provider)) {
            return key.checked("name the host that asks", () -> Presets.cloudEvents(origins));
        }
        if (is("event-grid", provider)) {
            return key.checked("name the host that asks", () -> Presets.eventGrid(origins));
        }
        throw key.error(
                provider.name() + " does not ask for consent", "remove it; it is for cloudevents and event-grid only");
    }

    /** A provider of the application may have the name too, and shakes hands by itself. */
    private static boolean is(String preset, Provider<?> provider) {
        return provider.name().equals(preset) && provider.eventType() == RawEvent.class;
    }

    /** Until when an unsigned POST is taken for a registration, or null where it never is. */
    static @Nullable Instant registrationUntil(ConfigKey key, @Nullable String text, Scheme scheme) {
        if (text == null) {
            return null;
        }
        if (!(scheme instanceof SignatureScheme)) {
            throw key.error("the sender signs nothing, so nothing tells its registration from its events", "remove it");
        }
        return SecretReader.instant(key, text);
    }
}

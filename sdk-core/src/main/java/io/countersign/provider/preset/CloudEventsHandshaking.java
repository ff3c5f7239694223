package io.countersign.provider.preset;

import io.countersign.internal.Ascii;
import io.countersign.provider.Handshake;
import io.countersign.verify.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * CloudEvents, "HTTP 1.1 Web Hooks": {@code OPTIONS} with {@code WebHook-Request-Origin} asks whether that sender may deliver.
 * Only origins that were configured may, at the rate they ask for. {@code WebHook-Request-Callback} is never called: it is a
 * URL out of an unproved request. Immutable.
 */
final class CloudEventsHandshaking implements Handshaking {
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final int MAX_RATE_DIGITS = 9;

    private final Set<String> allowedOrigins;

    CloudEventsHandshaking(Set<String> allowedOrigins) {
        for (String origin : allowedOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("an allowed origin must be the name of a host, such as"
                        + " eventgrid.azure.net, and no wildcard");
            }
        }
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    @Override
    public Set<String> methods() {
        return allowedOrigins.isEmpty() ? Set.of() : Set.of("OPTIONS");
    }

    @Override
    public Optional<Handshake> unproved(Delivery head) {
        Optional<String> origin = head.header("WebHook-Request-Origin").flatMap(this::allowed);
        List<String> rates = head.headerLines("WebHook-Request-Rate");
        if (origin.isEmpty() || !rates.stream().allMatch(CloudEventsHandshaking::isRate) || rates.size() > 1) {
            return Optional.empty();
        }
        Map<String, String> consent = new LinkedHashMap<>();
        consent.put("WebHook-Allowed-Origin", origin.get());
        rates.forEach(rate -> consent.put("WebHook-Allowed-Rate", Ascii.trim(rate)));
        return Optional.of(new Handshake.Empty(200, consent));
    }

    /** The origin as it was configured. */
    private Optional<String> allowed(String asked) {
        return allowedOrigins.stream()
                .filter(Ascii.trim(asked)::equalsIgnoreCase)
                .findFirst();
    }

    /** Deliveries per minute, of which there is one at least. */
    private static boolean isRate(String text) {
        return Ascii.number(Ascii.trim(text), MAX_RATE_DIGITS).orElse(0) > 0;
    }
}

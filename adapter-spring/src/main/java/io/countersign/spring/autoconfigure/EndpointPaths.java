package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The paths of the endpoints: plain, and none of them within another's reach. Confined to one thread. */
final class EndpointPaths {
    /** Segments that mean the same to a filter, a controller and a proxy: nothing encoded, no parameter, no wildcard. */
    private static final Pattern PLAIN = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

    private final List<WebhookEndpoint> known = new ArrayList<>();

    /** The configured path, or the default of that name. */
    static String pathOf(ConfigKey key, String name, @Nullable String configured) {
        String path = configured == null ? "/webhooks/" + name : configured;
        if (!PLAIN.matcher(path).matches()) {
            throw key.error(
                    "\"" + path + "\" is not a plain path",
                    "start with a slash, end without one, and use letters, digits, dots, dashes, underscores and tildes"
                            + " between slashes; no wildcard");
        }
        return path;
    }

    /** Refuses an endpoint whose deliveries another endpoint receives already, or the other way round. */
    void claim(ConfigKey key, WebhookEndpoint endpoint) {
        for (WebhookEndpoint other : known) {
            if (covers(other, endpoint) || covers(endpoint, other)) {
                throw key.error(
                        "endpoint \"" + other.name() + "\" receives at " + other.urlPattern() + " already",
                        "give each endpoint a path of its own, and none below one that ends in a token");
            }
        }
        known.add(endpoint);
    }

    private static boolean covers(WebhookEndpoint wide, WebhookEndpoint narrow) {
        boolean below = wide.urlPattern().endsWith("/*") && narrow.path().startsWith(wide.path() + "/");
        return below || wide.path().equals(narrow.path());
    }
}

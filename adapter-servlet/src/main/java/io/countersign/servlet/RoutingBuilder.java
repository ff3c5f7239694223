package io.countersign.servlet;

import static java.util.Objects.requireNonNull;

import io.countersign.WebhookReceiver;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts one filter together for many endpoints; {@link WebhookFilter#routing} begins it.
 *
 * <p>Thread rule: confined to one thread.
 */
public final class RoutingBuilder {
    private final Map<String, WebhookReceiver<?>> exact = new LinkedHashMap<>();
    private final Map<String, WebhookReceiver<?>> below = new LinkedHashMap<>();

    RoutingBuilder() {}

    /**
     * An endpoint at that path. Only this path is the endpoint's, letter for letter; where the sender's URL ends in a token or
     * a tenant, everything below it is, too.
     *
     * @param path the path within the application's context, decoded, for example {@code /webhooks/statuspulse}; without the
     *     token or the tenant
     * @param receiver what receives there
     * @throws IllegalArgumentException where no request can have that path, or where the endpoint would share a path with
     *     another
     */
    public RoutingBuilder endpoint(String path, WebhookReceiver<?> receiver) {
        check(requireNonNull(path, "path"));
        boolean servesBelow = requireNonNull(receiver, "receiver").servesTenants() || endsInToken(receiver);
        refuseSharing(path, servesBelow, exact, false);
        refuseSharing(path, servesBelow, below, true);
        (servesBelow ? below : exact).put(path, receiver);
        return this;
    }

    /**
     * The filter. Map it to {@code /*}, or to a pattern that all its endpoints are under, and to all dispatch types.
     *
     * @throws IllegalStateException where it has no endpoint
     */
    public WebhookFilter build() {
        if (exact.isEmpty() && below.isEmpty()) {
            throw new IllegalStateException("the filter has no endpoint; add one by endpoint(path, receiver)");
        }
        return new WebhookFilter(Routes.of(exact, below));
    }

    /** Servers hand over paths without any of this, so an endpoint with it would never receive anything. */
    private static void check(String path) {
        List<String> segments =
                Arrays.asList(path.substring(Math.min(1, path.length())).split("/", -1));
        boolean isPlain = path.startsWith("/")
                && path.chars().noneMatch(c -> c < ' ' || c == 0x7f || "*?#;%\\".indexOf(c) >= 0)
                && segments.stream().noneMatch(List.of("", ".", "..")::contains);
        if (!isPlain) {
            throw new IllegalArgumentException("\"" + path.replaceAll("\\p{Cntrl}", "?") + "\" cannot be the path of an"
                    + " endpoint; write it as /webhooks/statuspulse: decoded, without a query, a wildcard, parameters"
                    + " behind a semicolon, dot segments or a slash at its end");
        }
    }

    private static boolean endsInToken(WebhookReceiver<?> receiver) {
        Scheme scheme = receiver.verifier().scheme();
        return scheme instanceof SharedSecretScheme shared && shared.place() == SharedSecretScheme.Place.PATH;
    }

    private static void refuseSharing(
            String path, boolean servesBelow, Map<String, WebhookReceiver<?>> others, boolean othersServeBelow) {
        others.forEach((other, receiver) -> {
            if (path.equals(other)
                    || (servesBelow && other.startsWith(path + "/"))
                    || (othersServeBelow && path.startsWith(other + "/"))) {
                throw new IllegalArgumentException("the paths " + path + " and " + other + " (endpoint \""
                        + receiver.endpoint()
                        + "\") are not apart; give each endpoint a path of its own, and none below"
                        + " one whose URLs end in a token or a tenant");
            }
        });
    }
}

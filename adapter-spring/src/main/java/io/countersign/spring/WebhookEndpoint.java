package io.countersign.spring;

import static java.util.Objects.requireNonNull;

import io.countersign.WebhookReceiver;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;

/**
 * One endpoint: where it receives, and what receives there.
 *
 * <p>Thread rule: immutable.
 *
 * @param path the path within the application's context, for example {@code /webhooks/statuspulse}; without the token or the
 *     tenant, where the sender's URL ends in one
 * @param receiver what receives there
 */
public record WebhookEndpoint(String path, WebhookReceiver<?> receiver) {
    /** Checks that both are there. */
    public WebhookEndpoint {
        requireNonNull(path, "path");
        requireNonNull(receiver, "receiver");
    }

    /** The endpoint's name in configuration, logs and metrics. */
    public String name() {
        return receiver.endpoint();
    }

    /** The servlet URL pattern of its deliveries: the path, and what is below it only where a token or a tenant stands there. */
    public String urlPattern() {
        return endsInToken() || receiver.servesTenants() ? path + "/*" : path;
    }

    private boolean endsInToken() {
        Scheme scheme = receiver.verifier().scheme();
        return scheme instanceof SharedSecretScheme shared && shared.place() == SharedSecretScheme.Place.PATH;
    }
}

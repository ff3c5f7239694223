package io.countersign.spring.autoconfigure;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TwilioScheme;
import io.countersign.secret.SigningSecret;
import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import java.time.Instant;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per endpoint at start: what an operator compares with the sender's settings.
 *
 * <p>Thread rule: stateless.
 */
final class StartLog {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoints.class);

    private StartLog() {}

    static void write(WebhookEndpoint endpoint, Proof proof, Instant now) {
        LOG.info(
                "endpoint \"{}\": {} at {}, {}{}",
                endpoint.name(),
                endpoint.receiver().provider().name(),
                endpoint.path(),
                kind(proof.scheme()),
                secrets(proof));
        if (proof.ring()
                .filter(ring -> ring.acceptedAt(now).findAny().isEmpty())
                .isPresent()) {
            LOG.warn(
                    "endpoint \"{}\": no secret is accepted at this moment, so every delivery is asked to be retried;"
                            + " mend accept-from and accept-until",
                    endpoint.name());
        }
    }

    private static String kind(Scheme scheme) {
        if (scheme instanceof SignatureScheme signature) {
            return signature.algorithm().documentName() + " in " + signature.header();
        }
        if (scheme instanceof SharedSecretScheme shared) {
            return switch (shared.place()) {
                case HEADER -> "token in " + shared.headerName().orElseThrow();
                case BASIC -> "HTTP Basic";
                case BEARER -> "bearer token";
                case PATH -> "token at the end of the path";
            };
        }
        return scheme instanceof TwilioScheme ? "hmac-sha1 in " + TwilioScheme.HEADER : "UNAUTHENTICATED";
    }

    private static String secrets(Proof proof) {
        if (proof.tenants().isPresent()) {
            return ", secrets by tenant";
        }
        return proof.secrets().isEmpty()
                ? ""
                : proof.secrets().stream()
                        .map(KeyedSecret::secret)
                        .map(StartLog::window)
                        .collect(Collectors.joining(", ", ", secrets ", ""));
    }

    private static String window(SigningSecret secret) {
        return secret.id()
                + secret.acceptedFrom().map(from -> " from " + from).orElse("")
                + secret.acceptedUntil().map(until -> " until " + until).orElse("");
    }
}

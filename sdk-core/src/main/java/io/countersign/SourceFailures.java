package io.countersign;

import io.countersign.internal.RateLimitedLog;
import io.countersign.secret.SecretSource;
import io.countersign.secret.TenantSecrets;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why the source of an endpoint's secrets failed: the verifier only says that they are unavailable, and whoever is on call
 * needs to know more. Safe for concurrent use.
 */
final class SourceFailures {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final String endpoint;
    private final RateLimitedLog log;

    SourceFailures(String endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.log = new RateLimitedLog(LOG, clock);
    }

    SecretSource said(SecretSource source) {
        return () -> orSaid(source::ring);
    }

    TenantSecrets said(TenantSecrets tenants) {
        return tenant -> orSaid(() -> tenants.ring(tenant));
    }

    private <T> T orSaid(Supplier<T> source) {
        try {
            return source.get();
        } catch (RuntimeException failure) {
            log.warn(endpoint, "endpoint \"" + endpoint + "\": the source of its secrets failed: " + failure);
            throw failure;
        }
    }
}

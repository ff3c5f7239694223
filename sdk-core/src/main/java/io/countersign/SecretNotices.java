package io.countersign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.VerifiedDelivery;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What there is to notice about the secrets of one endpoint. Safe for concurrent use. */
final class SecretNotices {
    /** As many as a verifier keeps keys for. */
    private static final long MAX_TENANTS = 10_000;

    private final String endpoint;
    private final Reporter reporter;
    private final @Nullable SecretSource source;
    private final @Nullable SecretWatch watch;
    private final @Nullable TenantSecrets tenants;
    private final Cache<String, SecretWatch> watches = Caffeine.newBuilder()
            .maximumSize(MAX_TENANTS)
            .executor(Runnable::run)
            .build();

    SecretNotices(ReceiverSettings<?> settings, Reporter reporter) {
        this.endpoint = settings.endpoint();
        this.reporter = reporter;
        this.source = settings.secrets();
        this.tenants = settings.tenants();
        this.watch = source == null
                ? null
                : watch(null, source.ring(), settings.clock().instant());
    }

    private SecretWatch watch(@Nullable String tenant, SecretRing ring, Instant now) {
        return new SecretWatch(
                ring, now, (kind, id, until) -> reporter.notice(new SecretNotice(endpoint, tenant, id, kind, until)));
    }

    void verified(VerifiedDelivery verified) {
        String secretId = verified.secretId().orElse(null);
        Instant at = verified.delivery().receivedAt();
        judged(secretId, at);
        verified.tenant().ifPresent(tenant -> judged(tenant, secretId, at));
    }

    void rejected(Delivery delivery, Verification.Rejected rejected) {
        judged(null, delivery.receivedAt());
        if (rejected.revokedSecret() != null) {
            String tenant = tenants == null ? null : delivery.tenant().orElse(null);
            reporter.notice(
                    new SecretNotice(endpoint, tenant, rejected.revokedSecret(), SecretNotice.Kind.REVOKED_USED, null));
        }
    }

    private void judged(@Nullable String secretId, Instant at) {
        if (source != null && watch != null) {
            SecretRing ring = unlessItFails(source::ring);
            if (ring != null) {
                watch.judged(ring, secretId, at);
            }
        }
    }

    /** Called for a tenant that was proved, never for a name that somebody wrote into the route. */
    private void judged(String tenant, @Nullable String secretId, Instant at) {
        SecretRing ring = tenants == null
                ? null
                : unlessItFails(() -> tenants.ring(tenant).orElse(null));
        if (ring != null) {
            watches.get(tenant, name -> watch(name, ring, at)).judged(ring, secretId, at);
        }
    }

    /** The verifier asked as well, and said so where it failed. */
    private static @Nullable SecretRing unlessItFails(Supplier<@Nullable SecretRing> ring) {
        try {
            return ring.get();
        } catch (RuntimeException sourceFailed) {
            return null;
        }
    }
}

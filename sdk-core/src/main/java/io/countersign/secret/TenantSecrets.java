package io.countersign.secret;

import java.util.Map;
import java.util.Optional;

/**
 * Where the secrets of many tenants come from that share one endpoint: each sends to a route of its own, and each has secrets of
 * its own.
 *
 * <pre>{@code
 * TenantSecrets secrets = tenant -> accounts.find(tenant).map(Account::webhookSecrets);
 * WebhookReceiver<?> receiver = WebhookReceiver.builder("acme", provider).tenants(secrets).build();
 * // POST /webhooks/acme/tenant-17 is verified with the secrets of tenant-17 and of nobody else
 * }</pre>
 *
 * <p>The tenant stands in the route, where anybody can write anything: it chooses the secrets to check against and proves
 * nothing. What arrives for a tenant that is not known is answered as a wrong signature is, after the same work. The claims of
 * two tenants never meet.
 *
 * <p>It is asked for each delivery. An implementation returns the same ring object as long as nothing changed, for the work
 * that is done once for a ring is remembered with it, and it answers at once: out of a map, a cache, not out of a database. One
 * that throws makes the receiver answer 503, so that the sender retries.
 *
 * <p>Thread rule: implementations are safe for concurrent use; a change is one new ring, never a changed one.
 */
@FunctionalInterface
public interface TenantSecrets {

    /**
     * The ring to try now for this tenant.
     *
     * @param tenant as it stands in the route: 1 to 64 letters, digits, dots, dashes, underscores and tildes, compared exactly
     * @return its secrets; empty where there is no such tenant
     */
    Optional<SecretRing> ring(String tenant);

    /** These tenants and no others, each with a source of its own. */
    static TenantSecrets of(Map<String, ? extends SecretSource> byTenant) {
        Map<String, SecretSource> sources = Map.copyOf(byTenant);
        return tenant -> Optional.ofNullable(sources.get(tenant)).map(SecretSource::ring);
    }
}

package io.countersign.spring.autoconfigure;

import io.countersign.scheme.Scheme;
import io.countersign.secret.MountedSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.TenantSecrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the sender of an endpoint proves itself, and the secrets for it. Thread rule: immutable. */
final class Proof {
    private final Scheme scheme;
    private final List<KeyedSecret> secrets;
    private final @Nullable TenantSecrets tenants;

    Proof(Scheme scheme, List<KeyedSecret> secrets) {
        this(scheme, secrets, null);
    }

    Proof(Scheme scheme, List<KeyedSecret> secrets, @Nullable TenantSecrets tenants) {
        this.scheme = scheme;
        this.secrets = List.copyOf(secrets);
        this.tenants = tenants;
    }

    Scheme scheme() {
        return scheme;
    }

    List<KeyedSecret> secrets() {
        return secrets;
    }

    /** Where the secrets of many tenants come from; empty where the endpoint has its own. */
    Optional<TenantSecrets> tenants() {
        return Optional.ofNullable(tenants);
    }

    /** The ring of all secrets; empty where the scheme has none. */
    Optional<SecretRing> ring() {
        return secrets.isEmpty() ? Optional.empty() : Optional.of(SecretReader.ring(secrets));
    }

    /** Where the secrets come from while the application runs; empty where the scheme has none. */
    Optional<SecretSource> source(InstantSource clock) {
        if (secrets.isEmpty()) {
            return Optional.empty();
        }
        MountedSecrets.Builder sources = MountedSecrets.builder().clock(clock);
        secrets.forEach(secret -> secret.addTo(sources));
        return Optional.of(sources.build());
    }

    @Override
    public String toString() {
        return "Proof[" + scheme + ", " + secrets + "]";
    }
}

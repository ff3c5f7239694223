package io.countersign.spring.autoconfigure;

import io.countersign.scheme.Scheme;
import io.countersign.secret.MountedSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How the sender of an endpoint proves itself, and the secrets for it. Thread rule: immutable. */
final class Proof {
    private final Scheme scheme;
    private final List<KeyedSecret> secrets;

    Proof(Scheme scheme, List<KeyedSecret> secrets) {
        this.scheme = scheme;
        this.secrets = List.copyOf(secrets);
    }

    Scheme scheme() {
        return scheme;
    }

    List<KeyedSecret> secrets() {
        return secrets;
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

package io.countersign.spring.autoconfigure;

import io.countersign.scheme.Scheme;
import io.countersign.secret.SecretRing;
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

    @Override
    public String toString() {
        return "Proof[" + scheme + ", " + secrets + "]";
    }
}

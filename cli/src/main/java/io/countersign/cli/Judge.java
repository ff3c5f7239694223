package io.countersign.cli;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies with secrets as they are: a weak one counts, and one that cannot be a key of the scheme verifies nothing. Immutable. */
final class Judge {
    private final Scheme scheme;
    private final List<SigningSecret> usable = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Judge(Scheme scheme, List<SigningSecret> secrets) {
        this.scheme = scheme;
        for (SigningSecret secret : secrets) {
            try {
                verifier().secrets(SecretRing.of(secret)).build();
                usable.add(secret);
            } catch (IllegalArgumentException notASecretOfThisScheme) {
                problems.add(String.valueOf(notASecretOfThisScheme.getMessage()));
            }
        }
    }

    private WebhookVerifier.Builder verifier() {
        return WebhookVerifier.builder(scheme).allowWeakSecrets();
    }

    /** Why secrets cannot be keys of the scheme; they are named by their ids. */
    List<String> problems() {
        return problems;
    }

    /** The verdict; empty where there is no secret to verify with, though the scheme asks for one. */
    Optional<Verification> verdict(Delivery delivery) {
        if (scheme instanceof UnauthenticatedScheme) {
            return Optional.of(verifier().build().verify(delivery));
        }
        return usable.isEmpty()
                ? Optional.empty()
                : Optional.of(verifier().secrets(SecretRing.of(usable)).build().verify(delivery));
    }
}

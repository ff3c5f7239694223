package io.countersign.secret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a ring becomes when some values were revoked. Stateless. */
final class Revocations {
    private Revocations() {}

    /**
     * The ring with every secret of a revoked value marked, and with the revoked ones that it no longer holds, so that their use
     * is noticed all the same. The very same ring where nothing was revoked.
     */
    static SecretRing mark(SecretRing ring, List<SigningSecret> revoked) {
        if (revoked.isEmpty()) {
            return ring;
        }
        List<SigningSecret> secrets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SigningSecret secret : ring.secrets()) {
            secrets.add(revoked.stream().anyMatch(secret::hasValueOf) ? secret.revoked() : secret);
            ids.add(secret.id());
        }
        for (SigningSecret gone : revoked) {
            if (secrets.stream().noneMatch(gone::hasValueOf)) {
                SigningSecret kept = gone.named(FreeId.of(gone.id(), ".revoked", ids));
                secrets.add(kept);
                ids.add(kept.id());
            }
        }
        return SecretRing.of(secrets);
    }
}

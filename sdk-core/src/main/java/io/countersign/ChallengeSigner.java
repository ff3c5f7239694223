package io.countersign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.internal.HmacKey;
import io.countersign.provider.Handshake;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.VerifiedDelivery;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs the challenge of a handshake with the secret that verified it. The one place of the core that sends a MAC.
 *
 * <p>Everywhere else the core cannot sign: what computes MACs for whoever asks is an oracle, and with it every delivery can be
 * forged. Zoom leaves no choice, so three fences stand around it. Only a verified delivery is answered. A challenge is made of
 * letters, digits, dashes and underscores only. And the scheme must sign some literal text with a character outside those
 * ({@code v0:}), so that what it signs for a delivery is never a challenge, and an answer never the signature of a delivery.
 *
 * <p>Safe for concurrent use.
 */
final class ChallengeSigner {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+}");

    private final Scheme scheme;
    private final @Nullable SecretSource secrets;
    private final @Nullable TenantSecrets tenants;

    ChallengeSigner(Scheme scheme, @Nullable SecretSource secrets, @Nullable TenantSecrets tenants) {
        this.scheme = scheme;
        this.secrets = secrets;
        this.tenants = tenants;
    }

    /** Whether no answer can be the signature of a delivery. */
    boolean isSafe() {
        if (!(scheme instanceof SignatureScheme signature)) {
            return false;
        }
        String literals = PLACEHOLDER.matcher(signature.signed()).replaceAll("");
        return !literals.isEmpty() && !Handshake.Countersigned.accepts(literals);
    }

    /** The hexadecimal HMAC-SHA-256 of the challenge; empty where the secret was taken away in the meantime. */
    Optional<String> sign(Handshake.Countersigned handshake, VerifiedDelivery proof) {
        if (!isSafe()) {
            throw new IllegalStateException(
                    "the answer to a challenge could be the signature of a delivery; use the provider's own scheme");
        }
        return secretOf(proof)
                .map(secret -> new HmacKey("SHA-256", secret.revealValue())
                        .tag(handshake.challenge().getBytes(US_ASCII)))
                .map(HexFormat.of()::formatHex);
    }

    private Optional<SigningSecret> secretOf(VerifiedDelivery proof) {
        String id = proof.secretId().orElse(null);
        return ring(proof)
                .flatMap(ring -> ring.acceptedAt(proof.delivery().receivedAt())
                        .filter(secret -> secret.id().equals(id))
                        .findFirst());
    }

    private Optional<SecretRing> ring(VerifiedDelivery proof) {
        if (tenants != null) {
            return proof.tenant().flatMap(tenants::ring);
        }
        return Optional.ofNullable(secrets).map(SecretSource::ring);
    }
}

package io.countersign.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.secret.SigningSecret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed requests for tests of the core, which cannot sign. */
public final class Requests {
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    public static final SigningSecret SECRET = SigningSecret.of("current", "a-secret-of-enough-bytes");
    public static final SigningSecret OTHER = SigningSecret.of("other", "another-secret-that-is-long");

    private Requests() {}

    public static String hmacHex(SigningSecret secret, byte[]... pieces) {
        return HexFormat.of().formatHex(hmac("HmacSHA256", secret.revealValue(), pieces));
    }

    public static byte[] hmac(String algorithm, byte[] key, byte[]... pieces) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] piece : pieces) {
                mac.update(piece);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** A POST that arrives at {@link #NOW}. */
    public static Delivery.Builder post(byte[] body) {
        return Delivery.post("/webhooks/test").body(body).receivedAt(NOW);
    }

    /** What StatusPulse would send. */
    public static Delivery.Builder statusPulse(SigningSecret secret, byte[] body) {
        return post(body).header("X-StatusPulse-Signature", "sha256=" + hmacHex(secret, body));
    }
}

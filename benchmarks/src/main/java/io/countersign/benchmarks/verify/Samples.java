package io.countersign.benchmarks.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Verification;
import java.util.Base64;
import java.util.Random;

/** Bodies and secrets: random, the same in every fork, of use to nobody. */
final class Samples {
    static final String CURRENT = secret(1);
    static final String OTHER = secret(2);

    /** What Standard Webhooks, Svix and Stripe show as their secret. */
    static final String WHSEC = "whsec_" + CURRENT;

    static final String OTHER_WHSEC = "whsec_" + OTHER;

    private static final String BEGIN = "{\"event_type\":\"incident_opened\",\"incident_id\":\"INC-1\",\"summary\":\"";
    private static final String END = "\"}";

    private Samples() {}

    /** JSON of exactly that many bytes, all ASCII: what costs a peer least to turn into a String and back. */
    static byte[] body(int bytes) {
        StringBuilder json = new StringBuilder(bytes).append(BEGIN);
        Random letters = new Random(3);
        while (json.length() < bytes - END.length()) {
            json.append((char) ('a' + letters.nextInt(26)));
        }
        return json.append(END).toString().getBytes(US_ASCII);
    }

    static SecretRing ring(String... secrets) {
        SigningSecret[] all = new SigningSecret[secrets.length];
        for (int i = 0; i < secrets.length; i++) {
            all[i] = SigningSecret.of("secret-" + i, secrets[i]);
        }
        return SecretRing.of(all);
    }

    static boolean isVerified(Verification verdict) {
        return verdict instanceof Verification.Verified;
    }

    private static String secret(long seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}

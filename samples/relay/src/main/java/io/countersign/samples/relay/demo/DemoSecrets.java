package io.countersign.samples.relay.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.secret.SigningSecret;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets of one run of the demo, new each time.
 *
 * <p>Thread rule: immutable. {@code toString} shows none of them.
 */
final class DemoSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    final Rotation statusPulse = new Rotation();
    final Rotation statusPageOne = new Rotation();
    final Rotation metaplane = new Rotation();
    final Rotation elastio = new Rotation();
    final Rotation mar = new Rotation();
    final SigningSecret metaplanePath = fresh("path-token");
    final SigningSecret marSigned = fresh("signing");
    final String routingKey = randomHex(16);
    final String slackToken = randomHex(12);

    /** A secret that no endpoint knows. */
    static SigningSecret unknown() {
        return fresh("unknown");
    }

    static SigningSecret fresh(String id) {
        return SigningSecret.of(id, randomHex(24));
    }

    /** Nearly that secret: its last character is another one. */
    static SigningSecret altered(SigningSecret secret) {
        String text = text(secret);
        int last = text.length() - 1;
        return SigningSecret.of("altered", text.substring(0, last) + (text.charAt(last) == '0' ? '1' : '0'));
    }

    static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The text of a secret, which the demo made and may show. */
    static String text(SigningSecret secret) {
        return new String(secret.revealValue(), US_ASCII);
    }
}

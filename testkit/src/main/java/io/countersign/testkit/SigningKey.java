package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.scheme.PublicKeyFormat;
import io.countersign.scheme.SecretFormat;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SigningSecret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a sender signs with, written apart from the core, so that the two check each other. Immutable. */
final class SigningKey {
    /** What a private key begins with where others of the kind begin with {@code whpk_} and {@code whsec_}. */
    private static final String PRIVATE_PREFIX = "whsk_";

    private static final int SEED_BYTES = 32;

    @FunctionalInterface
    private interface Maker {
        byte[] sign(byte[] content) throws GeneralSecurityException;
    }

    private final Maker maker;
    private final String format;

    private SigningKey(Maker maker, String format) {
        this.maker = maker;
        this.format = format;
    }

    /**
     * The key of that scheme that {@code secret} holds.
     *
     * @throws IllegalArgumentException where it cannot hold one; the message does not show it
     */
    static SigningKey of(SignatureScheme scheme, SigningSecret secret) {
        String text = new String(secret.revealValue(), ISO_8859_1);
        PublicKeyFormat besides = scheme.publicKey();
        boolean isPrivateKey = text.startsWith(PRIVATE_PREFIX);
        if (scheme.algorithm() == SignatureAlgorithm.ED25519 || (besides != null && isPrivateKey)) {
            SecretFormat own = scheme.secret();
            byte[] key = isPrivateKey
                    ? decode(SecretFormat.Encoding.BASE64, PRIVATE_PREFIX, text, secret.id())
                    : decode(own.encoding(), own.prefix() == null ? "" : own.prefix(), text, secret.id());
            return ed25519(key, secret.id(), besides == null ? scheme.format() : besides.format());
        }
        String prefix = scheme.secret().prefix();
        byte[] key = decode(scheme.secret().encoding(), prefix == null ? "" : prefix, text, secret.id());
        String algorithm = "Hmac" + scheme.algorithm().digestName().replace("-", "");
        return new SigningKey(content -> hmac(algorithm, key, content), scheme.format());
    }

    /** How its signatures are written. */
    String format() {
        return format;
    }

    byte[] sign(byte[] content) {
        try {
            return maker.sign(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on must be able to sign so", e);
        }
    }

    static byte[] hmac(String algorithm, byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(content);
    }

    private static SigningKey ed25519(byte[] key, String id, String format) {
        // The public key may follow the private one: 64 bytes.
        if (key.length != SEED_BYTES && key.length != 2 * SEED_BYTES) {
            throw new IllegalArgumentException(
                    "secret \"" + id + "\" is no Ed25519 private key of 32 bytes, or 64 with its public key;"
                            + " a public key cannot sign");
        }
        byte[] seed = Arrays.copyOf(key, SEED_BYTES);
        return new SigningKey(content -> ed25519(seed, content), format);
    }

    private static byte[] ed25519(byte[] seed, byte[] content) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static byte[] decode(SecretFormat.Encoding encoding, String prefix, String text, String id) {
        String bare = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        try {
            return switch (encoding) {
                case UTF8 -> bare.getBytes(ISO_8859_1);
                case HEX -> HexFormat.of().parseHex(bare);
                case BASE64 -> Base64.getDecoder().decode(bare);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("secret \"" + id + "\" is not "
                    + (encoding == SecretFormat.Encoding.HEX ? "hexadecimal" : "base64")
                    + ", as this scheme's secrets are; a final newline is one character too many");
        }
    }
}

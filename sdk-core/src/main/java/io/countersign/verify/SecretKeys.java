package io.countersign.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.internal.Ascii;
import io.countersign.internal.Ed25519Key;
import io.countersign.internal.HmacKey;
import io.countersign.internal.SampleSecrets;
import io.countersign.internal.SignatureKey;
import io.countersign.scheme.PublicKeyFormat;
import io.countersign.scheme.SecretFormat;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SigningSecret;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Makes the key of the text that the provider shows as the secret, and refuses what cannot be one. Stateless. */
final class SecretKeys {
    private static final int DECOY_BYTES = 32;

    private SecretKeys() {}

    /** Whether the secret is a public key beside the scheme's HMAC secrets. */
    static boolean isPublicKey(@Nullable PublicKeyFormat format, SigningSecret secret) {
        return format != null && text(secret).startsWith(format.secretPrefix());
    }

    static SignatureKey key(SignatureScheme scheme, SigningSecret secret, boolean weakAllowed) {
        PublicKeyFormat besides = scheme.publicKey();
        if (besides != null && isPublicKey(besides, secret)) {
            return publicKey(
                    new SecretFormat(SecretFormat.Encoding.BASE64, besides.secretPrefix(), SecretFormat.FLOOR_BYTES),
                    secret);
        }
        if (scheme.algorithm() == SignatureAlgorithm.ED25519) {
            return publicKey(scheme.secret(), secret);
        }
        return hmacKey(scheme.algorithm(), scheme.secret(), secret, weakAllowed);
    }

    static HmacKey hmacKey(
            SignatureAlgorithm algorithm, SecretFormat format, SigningSecret secret, boolean weakAllowed) {
        if (!weakAllowed) {
            refuseSample(secret, secret.revealValue());
        }
        byte[] key = decode(format, secret);
        if (key.length < format.minKeyBytes() && !weakAllowed) {
            throw new IllegalArgumentException("secret \"" + secret.id() + "\" makes a key of " + key.length
                    + " bytes; at least " + format.minKeyBytes()
                    + " are needed, so let the provider generate a longer one");
        }
        return new HmacKey(algorithm.digestName(), key);
    }

    /** Refuses what everybody can read in a manual; {@code value} is that part of the secret which should be secret. */
    static void refuseSample(SigningSecret secret, byte[] value) {
        if (SampleSecrets.isKnown(value)) {
            throw new IllegalArgumentException(
                    "secret \"" + secret.id()
                            + "\" is a sample out of a manual or an example file, which anybody knows; let the provider generate one");
        }
    }

    private static Ed25519Key publicKey(SecretFormat format, SigningSecret secret) {
        byte[] key = decode(format, secret);
        try {
            return new Ed25519Key(key);
        } catch (IllegalArgumentException notAKey) {
            throw new IllegalArgumentException(
                    "secret \"" + secret.id() + "\" is not an Ed25519 public key of " + Ed25519Key.KEY_BYTES
                            + " bytes; copy the public key again from the provider",
                    notAKey);
        } catch (NoClassDefFoundError noBouncyCastle) {
            throw new IllegalStateException(
                    "Ed25519 needs Bouncy Castle; add org.bouncycastle:bcprov-jdk18on to the dependencies",
                    noBouncyCastle);
        }
    }

    /** A key that no sender has. What matches it is refused all the same. */
    static SignatureKey decoy(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.ED25519 ? Ed25519Key.ofBasePoint() : hmacDecoy(algorithm);
    }

    static HmacKey hmacDecoy(SignatureAlgorithm algorithm) {
        return new HmacKey(algorithm.digestName(), decoyBytes());
    }

    /** As many bytes as no sender guesses. */
    static byte[] decoyBytes() {
        byte[] bytes = new byte[DECOY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] decode(SecretFormat format, SigningSecret secret) {
        byte[] key = decoded(format, secret);
        if (key == null || key.length == 0) {
            throw new IllegalArgumentException("secret \"" + secret.id() + "\" is not " + spelling(format)
                    + ", as this provider's secrets are; copy it again from the provider");
        }
        return key;
    }

    private static byte @Nullable [] decoded(SecretFormat format, SigningSecret secret) {
        String text = text(secret);
        String prefix = format.prefix();
        if (prefix != null && text.startsWith(prefix)) {
            text = text.substring(prefix.length());
        }
        return switch (format.encoding()) {
            case UTF8 -> text.getBytes(ISO_8859_1);
            case HEX -> Ascii.hex(text, text.length() / 2);
            case BASE64 -> Ascii.base64(text);
        };
    }

    /** ISO-8859-1 keeps every byte as one char, so that nothing is repaired on the way. */
    private static String text(SigningSecret secret) {
        return new String(secret.revealValue(), ISO_8859_1);
    }

    private static String spelling(SecretFormat format) {
        String code = switch (format.encoding()) {
            case UTF8 -> "text";
            case HEX -> "hexadecimal";
            case BASE64 -> "base64";
        };
        return format.prefix() == null ? code : code + " after \"" + format.prefix() + "\"";
    }
}

package io.countersign.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.internal.Ascii;
import io.countersign.scheme.SecretEncoding;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SigningSecret;
import org.jspecify.annotations.Nullable;

/** Makes the key of the text that the provider shows as the secret, and refuses what cannot be one. */
final class SecretKeys {
    /** 112 bits, the least that NIST SP 800-131A accepts of an HMAC key. */
    static final int MIN_KEY_BYTES = 14;

    private SecretKeys() {}

    static byte[] keyBytes(SignatureScheme scheme, SigningSecret secret, boolean shortAllowed) {
        byte[] key = decode(scheme, secret);
        if (key == null || key.length == 0) {
            throw new IllegalArgumentException("secret \"" + secret.id() + "\" is not " + spelling(scheme)
                    + ", as this provider's secrets are; copy it again from the provider");
        }
        if (key.length < MIN_KEY_BYTES && !shortAllowed) {
            throw new IllegalArgumentException("secret \"" + secret.id() + "\" makes a key of " + key.length
                    + " bytes; at least " + MIN_KEY_BYTES + " are needed, so let the provider generate a longer one");
        }
        return key;
    }

    private static byte @Nullable [] decode(SignatureScheme scheme, SigningSecret secret) {
        byte[] value = secret.revealValue();
        String prefix = scheme.secretPrefix();
        if (prefix == null && scheme.secretEncoding() == SecretEncoding.UTF8) {
            return value;
        }
        // ISO-8859-1 keeps every byte as one char, so that nothing is repaired on the way.
        String text = new String(value, ISO_8859_1);
        if (prefix != null && text.startsWith(prefix)) {
            text = text.substring(prefix.length());
        }
        return switch (scheme.secretEncoding()) {
            case UTF8 -> text.getBytes(ISO_8859_1);
            case HEX -> Ascii.hex(text, text.length() / 2);
            case BASE64 -> Ascii.base64(text);
        };
    }

    private static String spelling(SignatureScheme scheme) {
        String code = switch (scheme.secretEncoding()) {
            case UTF8 -> "text";
            case HEX -> "hexadecimal";
            case BASE64 -> "base64";
        };
        return scheme.secretPrefix() == null ? code : code + " after \"" + scheme.secretPrefix() + "\"";
    }
}

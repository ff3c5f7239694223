package io.countersign.scheme;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How a key is made of the text that the provider shows as the secret.
 *
 * <p>Mind that {@code whsec_} means two things: base64 follows it at Standard Webhooks and Svix, while at Stripe the whole
 * text, prefix included, is the key.
 *
 * <p>Thread rule: immutable.
 *
 * @param encoding what the text is
 * @param prefix a beginning of the text that does not belong to the key ({@code whsec_}) and may be missing, or {@code null}
 * @param minKeyBytes the fewest bytes that the key of an HMAC may have; at least {@link #FLOOR_BYTES}
 */
public record SecretFormat(
        SecretFormat.Encoding encoding, @Nullable String prefix, int minKeyBytes) {
    /** What the text that the provider shows is to the key. */
    public enum Encoding {
        /** The bytes of the text are the key. */
        UTF8,
        /** The text is hexadecimal of the key. */
        HEX,
        /** The text is base64 of the key. */
        BASE64
    }

    /** 112 bits, the least that NIST SP 800-131A accepts of an HMAC key. */
    public static final int FLOOR_BYTES = 14;

    /** The bytes of the text are the key. */
    public static final SecretFormat TEXT = new SecretFormat(Encoding.UTF8, null, FLOOR_BYTES);

    /** Checks the prefix and the floor. */
    public SecretFormat {
        requireNonNull(encoding, "encoding");
        if (prefix != null && !prefix.matches("[\\x21-\\x7e]{1,32}")) {
            throw new IllegalArgumentException("a secret's prefix must be 1 to 32 visible ASCII characters");
        }
        if (minKeyBytes < FLOOR_BYTES) {
            throw new IllegalArgumentException("the shortest key is " + minKeyBytes + " bytes, but less than "
                    + FLOOR_BYTES + " can be guessed; the floor can be raised, not lowered");
        }
    }

    /** As this, with that floor. */
    public SecretFormat atLeast(int keyBytes) {
        return new SecretFormat(encoding, prefix, keyBytes);
    }
}

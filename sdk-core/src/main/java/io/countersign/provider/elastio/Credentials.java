package io.countersign.provider.elastio;

import io.countersign.secret.SigningSecret;

/**
 * "Authentication fields are limited by 255 bytes (that amounts to 255 symbols), ASCII symbols only can be used." (Elastio,
 * "Webhook".) A longer one can never arrive, so every delivery would be refused.
 */
final class Credentials {
    private static final int MAX_FIELD = 255;

    private Credentials() {}

    static void check(SigningSecret secret) {
        byte[] value = secret.revealValue();
        for (byte b : value) {
            if (b < ' ' || b > '~') {
                throw new IllegalArgumentException(
                        "secret \"" + secret.id() + "\" holds a character that is not printable"
                                + " ASCII, which Elastio cannot send; choose another value there and here");
            }
        }
        if (longestField(value) > MAX_FIELD) {
            throw new IllegalArgumentException("secret \"" + secret.id() + "\" is longer than the " + MAX_FIELD
                    + " characters that Elastio can send; choose a shorter value there and here");
        }
    }

    /** A user name and its password are two fields in Elastio and one secret here, with the first colon between them. */
    private static int longestField(byte[] value) {
        int colon = 0;
        while (colon < value.length && value[colon] != ':') {
            colon++;
        }
        return Math.max(colon, value.length - colon - 1);
    }
}

package io.countersign.scheme;

import io.countersign.internal.SignatureTemplate;

/**
 * Ed25519 signatures beside those of an HMAC in one header, as Standard Webhooks has them ({@code v1a} beside {@code v1}). A
 * secret that begins with the prefix is the sender's public key in base64, and only signatures in this format are held
 * against it.
 *
 * <p>Thread rule: immutable.
 *
 * @param secretPrefix what a public key begins with, such as {@code whpk_}
 * @param format how its signatures are written, such as <code>v1a,{base64}</code>
 */
public record PublicKeyFormat(String secretPrefix, String format) {
    /** Checks both. */
    public PublicKeyFormat {
        if (!secretPrefix.matches("[\\x21-\\x7e]{1,32}")) {
            throw new IllegalArgumentException("a public key's prefix must be 1 to 32 visible ASCII characters");
        }
        if (SignatureTemplate.parse(format).carriesTimestamp()) {
            throw new IllegalArgumentException(
                    "the format \"" + format + "\" of public keys holds a time; leave it out");
        }
    }
}

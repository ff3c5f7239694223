package io.countersign.scheme;

import java.util.Locale;

/** The algorithm of a signature; a closed set, so that no request can choose one. Thread rule: immutable. */
public enum SignatureAlgorithm {
    /** HMAC-SHA-1: only for providers that know nothing newer. */
    HMAC_SHA1("SHA-1", 20),
    /** HMAC-SHA-256, what nearly all providers use. */
    HMAC_SHA256("SHA-256", 32),
    /** HMAC-SHA-384. */
    HMAC_SHA384("SHA-384", 48),
    /** HMAC-SHA-512. */
    HMAC_SHA512("SHA-512", 64),
    /** Ed25519: the secret is the sender's public key of 32 bytes. Needs Bouncy Castle on the class path. */
    ED25519("SHA-512", 64);

    private final String digestName;
    private final int signatureBytes;

    SignatureAlgorithm(String digestName, int signatureBytes) {
        this.digestName = digestName;
        this.signatureBytes = signatureBytes;
    }

    /** The name in scheme documents and configuration, such as {@code hmac-sha256}. */
    public String documentName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The hash inside, under the name by which the Java Cryptography Architecture knows it. */
    public String digestName() {
        return digestName;
    }

    /** The length of a whole signature in bytes; any other length is refused. */
    public int signatureBytes() {
        return signatureBytes;
    }
}

package io.countersign.scheme;

/** The algorithm of a signature; a closed set, so that no request can choose one. Thread rule: immutable. */
public enum MacAlgorithm {
    /** HMAC-SHA-1: only for providers that know nothing newer. */
    HMAC_SHA1("HmacSHA1", 20),
    /** HMAC-SHA-256, what nearly all providers use. */
    HMAC_SHA256("HmacSHA256", 32),
    /** HMAC-SHA-384. */
    HMAC_SHA384("HmacSHA384", 48),
    /** HMAC-SHA-512. */
    HMAC_SHA512("HmacSHA512", 64);

    private final String jcaName;
    private final int tagBytes;

    MacAlgorithm(String jcaName, int tagBytes) {
        this.jcaName = jcaName;
        this.tagBytes = tagBytes;
    }

    /** The name under which the Java Cryptography Architecture knows it. */
    public String jcaName() {
        return jcaName;
    }

    /** The length of a whole signature in bytes; a shorter one is refused. */
    public int tagBytes() {
        return tagBytes;
    }
}

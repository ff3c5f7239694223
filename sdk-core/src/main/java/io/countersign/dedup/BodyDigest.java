package io.countersign.dedup;

import io.countersign.internal.Sha256;
import java.util.HexFormat;

/**
 * The SHA-256 digest of the bytes of one event, by which "same id, same body" is told from "same id, other body".
 *
 * <p>Not a secret and not an authenticator: the delivery was verified before this was computed.
 *
 * <p>Thread rule: immutable.
 */
public final class BodyDigest {
    private final String hex;

    private BodyDigest(String hex) {
        this.hex = hex;
    }

    /** The digest of {@code bytes}; the array is not kept. */
    public static BodyDigest of(byte[] bytes) {
        return new BodyDigest(HexFormat.of().formatHex(Sha256.of(bytes)));
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return hex;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BodyDigest that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    /** The first eight digits: enough to find it again in a log. */
    @Override
    public String toString() {
        return hex.substring(0, 8);
    }
}

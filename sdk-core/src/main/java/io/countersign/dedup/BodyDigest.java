package io.countersign.dedup;

import io.countersign.internal.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The SHA-256 digest of the bytes of one event, by which "same id, same body" is told from "same id, other body".
 *
 * <p>Not a secret and not an authenticator: the delivery was verified before this was computed.
 *
 * <p>Thread rule: immutable.
 */
public final class BodyDigest {
    private static final HexFormat HEX = HexFormat.of();

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private BodyDigest(ByteBuffer digest) {
        this.first = digest.getLong();
        this.second = digest.getLong();
        this.third = digest.getLong();
        this.fourth = digest.getLong();
    }

    /** The digest of {@code bytes}; the array is not kept. */
    public static BodyDigest of(byte[] bytes) {
        return new BodyDigest(ByteBuffer.wrap(Sha256.of(bytes)));
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HEX.toHexDigits(first) + HEX.toHexDigits(second) + HEX.toHexDigits(third) + HEX.toHexDigits(fourth);
    }

    /** The first eight bytes. */
    long high() {
        return first;
    }

    /** The eight bytes behind {@link #high()}. */
    long low() {
        return second;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BodyDigest that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    /** The first eight digits: enough to find it again in a log. */
    @Override
    public String toString() {
        return HEX.toHexDigits(first).substring(0, 8);
    }
}

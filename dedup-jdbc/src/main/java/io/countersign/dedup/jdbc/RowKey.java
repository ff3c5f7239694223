package io.countersign.dedup.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.EventKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** What stands in the row for an event's name and for its body: 16 bytes each, so that a row's size depends on neither. */
final class RowKey {
    private static final int HEX_DIGITS = 32;

    private RowKey() {}

    /** Neither part of an event key can contain the zero byte, so no two keys are written the same way. */
    static UUID of(EventKey key) {
        MessageDigest sha256 = sha256();
        sha256.update(key.endpoint().getBytes(UTF_8));
        sha256.update((byte) 0);
        return first16(sha256.digest(key.id().getBytes(UTF_8)));
    }

    static UUID of(BodyDigest digest) {
        return first16(HexFormat.of().parseHex(digest.hex().substring(0, HEX_DIGITS)));
    }

    private static UUID first16(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}

package io.countersign.dedup.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.dedup.EventKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Under which key of Redis an event stands. Immutable.
 *
 * <p>16 bytes of SHA-256 tell 100 million events apart but for a chance of 1 in 10^22; ids of up to 255 bytes would cost more
 * memory than all the rest. No part of an event's name can hold the byte 0 that separates its endpoint from its id.
 */
record RecordKeys(String prefix, boolean plain) {
    static final String DEFAULT_PREFIX = "w:";
    private static final int DIGEST_BYTES = 16;
    private static final int MAX_PREFIX = 64;

    /** Checks the prefix. */
    RecordKeys {
        if (prefix.isEmpty()
                || prefix.length() > MAX_PREFIX
                || !prefix.chars().allMatch(RecordKeys::mayStandInPrefix)) {
            throw new IllegalArgumentException("the prefix of the keys must be 1 to " + MAX_PREFIX
                    + " printable ASCII characters without space, braces and the wildcards * ? [ ] \\ but is \""
                    + prefix
                    + "\"; for example " + DEFAULT_PREFIX);
        }
    }

    /** Braces would put all keys of a cluster on one node; wildcards make an ACL pattern of the prefix mean something else. */
    private static boolean mayStandInPrefix(int character) {
        return character > ' ' && character < 0x7f && "{}*?[]\\".indexOf(character) < 0;
    }

    byte[] of(EventKey key) {
        byte[] name = (key.endpoint() + '\0' + key.id()).getBytes(UTF_8);
        byte[] start = prefix.getBytes(US_ASCII);
        if (plain) {
            return ByteBuffer.allocate(start.length + name.length)
                    .put(start)
                    .put(name)
                    .array();
        }
        return ByteBuffer.allocate(start.length + DIGEST_BYTES)
                .put(start)
                .put(sha256(name), 0, DIGEST_BYTES)
                .array();
    }

    /** A key of no record, at another node of a cluster every time. */
    byte[] ofProbe() {
        return (prefix + "probe-"
                        + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000)))
                .getBytes(US_ASCII);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}

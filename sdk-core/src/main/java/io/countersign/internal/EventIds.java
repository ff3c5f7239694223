package io.countersign.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/**
 * Builds the id of an event out of the fields that name it, so that two different lists of fields never give one id.
 *
 * <p>Fields are joined with {@code |}; a {@code |} or {@code \} inside a field is escaped. An id that would be longer than
 * a store keeps, that holds control characters, or that looks like a digest already, is replaced by its SHA-256 digest.
 */
public final class EventIds {
    /** As many bytes of UTF-8 as every store keeps. */
    public static final int MAX_BYTES = 255;

    private static final String DIGEST_PREFIX = "sha256:";

    private EventIds() {}

    /** The id that {@code fields}, in this order, make. */
    public static String of(String... fields) {
        StringJoiner joined = new StringJoiner("|");
        for (String field : List.of(fields)) {
            joined.add(field.replace("\\", "\\\\").replace("|", "\\|"));
        }
        return bounded(joined.toString());
    }

    /** The id of an event that no field names: the digest of its bytes, as hexadecimal digits. */
    public static String ofDigest(String hex) {
        return "digest:" + hex;
    }

    private static String bounded(String id) {
        return isStorable(id) && !id.startsWith(DIGEST_PREFIX)
                ? id
                : DIGEST_PREFIX + HexFormat.of().formatHex(Sha256.of(utf16(id)));
    }

    private static boolean isStorable(String id) {
        // Most are, and telling so of all the others takes ten times as long.
        return Ascii.isVisible(id, MAX_BYTES) || isStorableText(id);
    }

    private static boolean isStorableText(String id) {
        return !id.isEmpty()
                && id.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(id)
                && id.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /** Every char as it is: UTF-8 would turn each lone surrogate, which JSON can spell, into the same question mark. */
    private static byte[] utf16(String id) {
        ByteBuffer bytes = ByteBuffer.allocate(id.length() * Character.BYTES);
        id.chars().forEach(c -> bytes.putChar((char) c));
        return bytes.array();
    }
}

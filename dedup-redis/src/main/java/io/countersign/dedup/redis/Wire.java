package io.countersign.dedup.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.SettleResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** What goes to the scripts and what comes back, in bytes; numbers are big-endian. Stateless. */
final class Wire {
    private static final int DIGEST_DIGITS = 32;

    /** A century: sums of times then keep within the 2^53 that Lua counts exactly. */
    private static final long MAX_MILLIS = Duration.ofDays(36_525).toMillis();

    private Wire() {}

    static List<byte[]> claim(ClaimRequest request) {
        return List.of(
                bytes(request.owner()), bytes(request.digest()), millis(request.lease()), millis(request.retention()));
    }

    static List<byte[]> complete(Claim claim, Completion completion) {
        return List.of(
                fence(claim),
                ByteBuffer.allocate(Short.BYTES)
                        .putShort((short) completion.status())
                        .array());
    }

    static List<byte[]> release(Claim claim) {
        return List.of(fence(claim));
    }

    static List<byte[]> renew(Claim claim, Duration lease) {
        return List.of(fence(claim), millis(lease));
    }

    /**
     * What a claim came to.
     *
     * @throws IllegalStateException where the reply is not one of ours
     */
    static ClaimResult claimed(ClaimRequest request, byte[] reply) {
        ByteBuffer rest = ByteBuffer.wrap(reply, 1, reply.length - 1);
        return switch (reply[0]) {
            case 'A' ->
                new ClaimResult.Acquired(
                        new Claim(request.key(), request.owner(), rest.getLong()),
                        rest.getInt(),
                        rest.get() == 1,
                        rest.get() == 1);
            case 'P' -> new ClaimResult.InProgress(Duration.ofMillis(rest.getLong()));
            case 'D' -> new ClaimResult.Duplicate(new Completion(rest.getShort()));
            case 'X' -> new ClaimResult.Conflict(new Completion(rest.getShort()));
            case 'U' ->
                new ClaimResult.Unavailable("the key of the event holds something else than a record of this version;"
                        + " does something else use the same prefix?");
            default -> throw unknown(reply);
        };
    }

    /**
     * What settling came to.
     *
     * @throws IllegalStateException where the reply is not one of ours
     */
    static SettleResult settled(byte[] reply) {
        return switch (reply[0]) {
            case 'D' -> SettleResult.DONE;
            case 'L' -> SettleResult.LOST;
            default -> throw unknown(reply);
        };
    }

    private static IllegalStateException unknown(byte[] reply) {
        return new IllegalStateException("a script replied " + reply.length + " bytes that it cannot reply");
    }

    private static byte[] fence(Claim claim) {
        return ByteBuffer.allocate(Long.BYTES).putLong(claim.fence()).array();
    }

    private static byte[] bytes(UUID owner) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .array();
    }

    /** Half of the digest: enough to tell bodies apart whose signatures were checked. */
    private static byte[] bytes(BodyDigest digest) {
        return HexFormat.of().parseHex(digest.hex(), 0, DIGEST_DIGITS);
    }

    /** In decimal digits; what is shorter than a millisecond is one. */
    private static byte[] millis(Duration duration) {
        long millis = duration.compareTo(Duration.ofMillis(MAX_MILLIS)) > 0 ? MAX_MILLIS : duration.toMillis();
        return Long.toString(Math.max(1, millis)).getBytes(US_ASCII);
    }
}

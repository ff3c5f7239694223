package io.countersign.samples.relay.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.event.IncidentNotice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name under which PagerDuty knows an incident: the same for every notice of it, so that a retry pages nobody twice and
 * "resolved" closes what "opened" opened. Stateless.
 */
final class DedupKey {
    /** Source: PagerDuty, "Send an event", {@code dedup_key}. */
    static final int MAX_LENGTH = 255;

    private DedupKey() {}

    /**
     * {@code provider:endpoint:incident} where that fits and is plain ASCII, else {@code provider:endpoint#} and a digest of
     * the incident's key. Neither a provider's nor an endpoint's name can hold {@code :} or {@code #}, so no two incidents
     * can meet in one key.
     */
    static String of(String endpoint, IncidentNotice notice) {
        String prefix = notice.provider() + ":" + endpoint;
        String readable = prefix + ":" + notice.incidentKey();
        boolean fits = readable.length() <= MAX_LENGTH && readable.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        return fits ? readable : prefix + "#" + sha256Hex(notice.incidentKey());
    }

    private static String sha256Hex(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}

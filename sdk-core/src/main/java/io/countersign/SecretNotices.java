package io.countersign;

import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What there is to notice about the secrets of one endpoint. Safe for concurrent use. */
final class SecretNotices {
    private final SecretSource source;
    private final SecretWatch watch;

    SecretNotices(String endpoint, SecretSource source, Instant now, Reporter reporter) {
        this.source = source;
        this.watch = new SecretWatch(
                source.ring(),
                now,
                (kind, id, until) -> reporter.notice(new SecretNotice(endpoint, null, id, kind, until)));
    }

    /** A delivery that arrived at {@code at} was judged; {@code secretId} matched it, or none did. */
    void judged(@Nullable String secretId, Instant at) {
        SecretRing ring;
        try {
            ring = source.ring();
        } catch (RuntimeException sourceFailed) {
            return; // The verifier asked too, and said so.
        }
        watch.judged(ring, secretId, at);
    }
}

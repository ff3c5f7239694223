package io.countersign;

import static java.util.Objects.requireNonNull;

import io.countersign.verify.RejectionReason;
import io.countersign.verify.Trust;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One delivery as metrics and audits see it. It holds nothing that the sender wrote.
 *
 * <p>Thread rule: immutable.
 *
 * @param endpoint the endpoint's name
 * @param outcome what became of it
 * @param reason why it was not authentic, or {@code null}
 * @param trust what was proved, or {@code null} where nothing was
 * @param secretId which secret matched, or {@code null}
 * @param bodyBytes the size of the body as far as it was read
 * @param took from its arrival to its answer
 */
public record DeliveryReport(
        String endpoint,
        Outcome outcome,
        @Nullable RejectionReason reason,
        @Nullable Trust trust,
        @Nullable String secretId,
        int bodyBytes,
        Duration took) {
    /** Checks that what must be there is there. */
    public DeliveryReport {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(outcome, "outcome");
        requireNonNull(took, "took");
    }
}

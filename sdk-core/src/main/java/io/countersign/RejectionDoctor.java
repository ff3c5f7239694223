package io.countersign;

import io.countersign.diagnosis.Diagnosis;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Has the cause of a rejection looked for, beside the request and seldom, so that nobody can keep a core busy by knocking.
 *
 * <p>A delivery is held until it was looked at, and then by nobody here. Safe for concurrent use.
 */
final class RejectionDoctor {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** A larger body would be held, and copied, for too long; the command line explains those as well. */
    private static final int MAX_BODY_BYTES = 2 * 1024 * 1024;

    /** Where the reason alone says everything there is to say, or nothing about the delivery is known to be wrong. */
    private static final Set<RejectionReason> CLEAR = EnumSet.of(
            RejectionReason.SIGNATURES_TOO_MANY,
            RejectionReason.FIELDS_AMBIGUOUS,
            RejectionReason.BODY_NOT_SIGNED,
            RejectionReason.SECRET_REVOKED,
            RejectionReason.TENANT_UNKNOWN,
            RejectionReason.SECRETS_UNAVAILABLE);

    /** Where even "nothing that is known explains it" is news; for the others the reason was logged. */
    private static final Set<RejectionReason> MISMATCH =
            EnumSet.of(RejectionReason.SIGNATURE_MISMATCH, RejectionReason.CREDENTIALS_MISMATCH);

    private final ReceiverSettings<?> settings;
    private final WebhookVerifier verifier;
    private final Reporter reporter;
    private final InstantSource clock;
    private final @Nullable Executor executor;
    private final ConcurrentHashMap<RejectionReason, Instant> lastOfReason = new ConcurrentHashMap<>();

    RejectionDoctor(ReceiverSettings<?> settings, WebhookVerifier verifier, Reporter reporter) {
        this.settings = settings;
        this.verifier = verifier;
        this.reporter = reporter;
        this.clock = settings.clock();
        this.executor = settings.diagnosis();
    }

    /** A delivery was rejected and will be answered; returns at once. */
    void rejected(Delivery delivery, RejectionReason reason) {
        if (executor == null || CLEAR.contains(reason) || delivery.bodyLength() > MAX_BODY_BYTES || !isDue(reason)) {
            return;
        }
        try {
            executor.execute(() -> explain(delivery, reason));
        } catch (RejectedExecutionException busy) {
            // There will be another one.
        }
    }

    private boolean isDue(RejectionReason reason) {
        Instant now = clock.instant();
        Instant last = lastOfReason.get(reason);
        if (last == null) {
            return lastOfReason.putIfAbsent(reason, now) == null;
        }
        return !now.isBefore(last.plus(INTERVAL)) && lastOfReason.replace(reason, last, now);
    }

    private void explain(Delivery delivery, RejectionReason reason) {
        try {
            Optional<SecretRing> ring = ring(delivery);
            if (ring.isPresent()) {
                Diagnosis diagnosis = Diagnosis.of(verifier, ring.get(), delivery);
                if (!diagnosis.findings().isEmpty() || MISMATCH.contains(reason)) {
                    reporter.explained(diagnosis);
                }
            }
        } catch (RuntimeException failure) {
            reporter.undiagnosed(failure);
        }
    }

    private Optional<SecretRing> ring(Delivery delivery) {
        if (settings.secrets() != null) {
            return Optional.of(settings.secrets().ring());
        }
        return settings.tenants() == null ? Optional.empty() : delivery.tenant().flatMap(settings.tenants()::ring);
    }
}

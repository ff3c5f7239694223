package io.countersign;

import io.countersign.dedup.DedupStore;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.TenantSecrets;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What was chosen for one endpoint. Immutable. */
record ReceiverSettings<E extends WebhookEvent>(
        String endpoint,
        Provider<E> provider,
        @Nullable LiveSecrets secrets,
        @Nullable TenantSecrets tenants,
        DedupStore store,
        Duration lease,
        Duration retention,
        boolean strictConflicts,
        int maxBodyBytes,
        Duration bodyDeadline,
        PeerLimit peerLimit,
        @Nullable Instant registrationUntil,
        InstantSource clock,
        ReceiverListener listener) {

    /**
     * Refuses what would not work with that scheme.
     *
     * @throws IllegalArgumentException with what is wrong and the mend
     * @throws IllegalStateException where something is missing
     */
    void check(Scheme scheme, @Nullable URI publicUrl) {
        checkRetention(scheme);
        if (publicUrl == null && scheme.signsUrl()) {
            throw new IllegalStateException("endpoint \"" + endpoint + "\": the URL is part of what " + provider.name()
                    + " signs; set publicUrl to what stands before the path there, such as https://hooks.example.com");
        }
        if (registrationUntil != null && !(scheme instanceof SignatureScheme)) {
            throw new IllegalArgumentException(
                    "endpoint \"" + endpoint + "\": registration-until is for a sender that signs,"
                            + " which tells its registration from its events; remove it");
        }
    }

    private void checkRetention(Scheme scheme) {
        Duration needed = provider.retryHorizon();
        if (scheme instanceof SignatureScheme signature && signature.timestamp() != null) {
            Duration replayable = signature.timestamp().tolerance().multipliedBy(2);
            needed = needed.compareTo(replayable) < 0 ? replayable : needed;
        }
        if (lease.compareTo(retention) > 0) {
            throw new IllegalArgumentException(
                    "endpoint \"" + endpoint + "\": lease " + lease + " is longer than retention " + retention);
        }
        if (retention.compareTo(needed) < 0) {
            throw new IllegalArgumentException("endpoint \"" + endpoint + "\": retention is " + retention + ", but "
                    + provider.name() + " may send an event again for " + needed + "; set it to at least that");
        }
    }
}

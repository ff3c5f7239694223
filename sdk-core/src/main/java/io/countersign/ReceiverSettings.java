package io.countersign;

import io.countersign.event.WebhookEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.Delivery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was chosen for one endpoint. Immutable. */
record ReceiverSettings<E extends WebhookEvent>(
        String endpoint,
        Provider<E> provider,
        @Nullable LiveSecrets secrets,
        @Nullable TenantSecrets tenants,
        ClaimSettings claims,
        int maxBodyBytes,
        BodyPace bodyPace,
        BodyRead.Budget bodyBudget,
        PeerPolicy peers,
        @Nullable PeerLimit peerLimit,
        @Nullable Instant registrationUntil,
        InstantSource clock,
        ReceiverListener listener,
        @Nullable Executor diagnosis) {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    /**
     * The chosen scheme, or else the provider's.
     *
     * @throws IllegalStateException where there is neither
     */
    Scheme schemeOr(@Nullable Scheme chosen) {
        if (chosen != null) {
            return chosen;
        }
        return provider.defaultScheme()
                .orElseThrow(() -> new IllegalStateException("endpoint \"" + endpoint + "\": " + provider.name()
                        + " documents no signature, so choose how it proves itself: a header, basic, bearer or path"
                        + " secret, or UnauthenticatedScheme by name"));
    }

    /** How many deliveries one client may attempt here. */
    DeliveryLimit limit() {
        return DeliveryLimit.of(peerLimit, provider, clock);
    }

    /** What whoever starts this should see once. */
    void sayAtStart(Scheme scheme) {
        if (scheme instanceof UnauthenticatedScheme) {
            LOG.warn("endpoint \"{}\" is UNAUTHENTICATED, as configured: whoever knows its URL can page you", endpoint);
        }
        if (peers.takesUnencrypted() && scheme instanceof SharedSecretScheme) {
            LOG.warn(
                    "endpoint \"{}\": deliveries need not come by TLS, as configured, and each shows the secret: whoever is on"
                            + " the way can use it",
                    endpoint);
        }
        if (claims.mayOutlast(provider.retryHorizon())) {
            LOG.warn(
                    "endpoint \"{}\": an event may be held for {} (lease) or {} (lease cap), but {} retries for {} only, so"
                            + " that its last retry may come too soon; set both to less than half of that",
                    endpoint,
                    claims.lease(),
                    claims.leaseCap(),
                    provider.name(),
                    provider.retryHorizon());
        }
        if (registrationUntil != null && clock.instant().isBefore(registrationUntil)) {
            LOG.warn(
                    "endpoint \"{}\": until {} an unsigned POST is answered 200 and not handled, as configured",
                    endpoint,
                    registrationUntil);
        }
    }

    /** Whether this may be the unsigned POST by which a sender tries the URL, within the time for it. */
    boolean isRegistration(Delivery delivery, Scheme scheme) {
        return registrationUntil != null
                && delivery.receivedAt().isBefore(registrationUntil)
                && scheme instanceof SignatureScheme signature
                && delivery.headerLines(signature.header()).isEmpty()
                && (signature.otherHeaders() == null
                        || delivery.headerLines(signature.otherHeaders().signature())
                                .isEmpty());
    }

    /**
     * Refuses what would not work with that scheme.
     *
     * @throws IllegalArgumentException with what is wrong and the mend
     * @throws IllegalStateException where something is missing
     */
    void check(Scheme scheme, @Nullable URI publicUrl) {
        checkRetention(scheme);
        if (bodyBudget.bytes() <= maxBodyBytes) {
            throw new IllegalArgumentException(
                    "endpoint \"" + endpoint + "\": all bodies together have room for " + bodyBudget.bytes()
                            + " bytes, but one may have " + maxBodyBytes + "; make more room, or lower max-body");
        }
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
        if (claims.lease().compareTo(claims.retention()) > 0) {
            throw new IllegalArgumentException("endpoint \"" + endpoint + "\": lease " + claims.lease()
                    + " is longer than retention " + claims.retention());
        }
        if (claims.retention().compareTo(needed) < 0) {
            throw new IllegalArgumentException(
                    "endpoint \"" + endpoint + "\": retention is " + claims.retention() + ", but " + provider.name()
                            + " may send an event again for " + needed + "; set it to at least that");
        }
    }
}

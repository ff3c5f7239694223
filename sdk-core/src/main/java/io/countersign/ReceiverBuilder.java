package io.countersign;

import static java.util.Objects.requireNonNull;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.WebhookVerifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link WebhookReceiver}. A mistake stops the start, with what is wrong and how to mend it, never with the value of
 * a secret.
 *
 * <p>Thread rule: confined to one thread.
 *
 * @param <E> the type of the provider's events
 */
public final class ReceiverBuilder<E extends WebhookEvent> {
    /** The largest body by default: 1 MiB, what the most generous of the providers sends. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

    /** How long an event is remembered by default. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

    /** How long a claim holds by default. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(60);

    /** For how long in all a lease is renewed by default, where the sender retries for at least twice as long. */
    public static final Duration DEFAULT_LEASE_CAP = Duration.ofMinutes(15);

    /** For how long a body may come as slowly as it likes by default. */
    public static final Duration DEFAULT_BODY_GRACE = Duration.ofSeconds(5);

    /** How many bytes of a body must come in each second after that, by default. */
    public static final int DEFAULT_BODY_BYTES_PER_SECOND = 1000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String endpoint;
    private final Provider<E> provider;
    private @Nullable Scheme scheme;
    private @Nullable SecretSource secrets;
    private @Nullable TenantSecrets tenants;
    private @Nullable URI publicUrl;
    private @Nullable DedupStore store;
    private Duration lease = DEFAULT_LEASE;
    private Duration retention = DEFAULT_RETENTION;
    private @Nullable Duration leaseCap;
    private ScheduledExecutorService renewals = LeaseKeeper.SHARED;
    private boolean strictConflicts;
    private boolean failOpen;
    private int maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
    private BodyPace bodyPace = BodyPace.DEFAULT;
    private BodyRead.@Nullable Budget bodyBudget;
    private PeerPolicy peers = PeerPolicy.DEFAULT;
    private @Nullable PeerLimit peerLimit;
    private @Nullable Instant registrationUntil;
    private InstantSource clock = InstantSource.system();
    private ReceiverListener listener = ReceiverListener.NONE;
    private @Nullable Executor diagnosis = DiagnosisThread.SHARED;

    ReceiverBuilder(String endpoint, Provider<E> provider) {
        if (!NAME.matcher(endpoint).matches()) {
            throw new IllegalArgumentException(
                    "an endpoint's name must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        this.endpoint = endpoint;
        this.provider = requireNonNull(provider, "provider");
    }

    /** How the sender proves itself, where that is not the provider's default. */
    public ReceiverBuilder<E> scheme(Scheme scheme) {
        this.scheme = requireNonNull(scheme, "scheme");
        return this;
    }

    /**
     * Under which URL the sender reaches this service, for a sender that signs the URL: what stands before the path, such as
     * {@code https://hooks.example.com}. A server behind a proxy cannot tell.
     */
    public ReceiverBuilder<E> publicUrl(URI url) {
        this.publicUrl = requireNonNull(url, "url");
        return this;
    }

    /** The secrets to try. */
    public ReceiverBuilder<E> secrets(SecretRing ring) {
        return secrets(SecretSource.constant(ring));
    }

    /** Where the secrets to try come from. */
    public ReceiverBuilder<E> secrets(SecretSource source) {
        this.secrets = requireNonNull(source, "source");
        return this;
    }

    /**
     * Where the secrets of many tenants come from that share this endpoint, instead of {@link #secrets}. Each sends to a path of
     * its own, whose last segment names it; each has claims of its own.
     */
    public ReceiverBuilder<E> tenants(TenantSecrets tenants) {
        this.tenants = requireNonNull(tenants, "tenants");
        return this;
    }

    /** Where claims are kept; default a memory of this process, shared with no other endpoint. */
    public ReceiverBuilder<E> dedup(DedupStore store) {
        this.store = requireNonNull(store, "store");
        return this;
    }

    /** How long one handling may take before a retry may take it over; default {@link #DEFAULT_LEASE}. */
    public ReceiverBuilder<E> lease(Duration lease) {
        this.lease = positive("lease", lease);
        return this;
    }

    /** How long a handled event is remembered; default {@link #DEFAULT_RETENTION}. */
    public ReceiverBuilder<E> retention(Duration retention) {
        this.retention = positive("retention", retention);
        return this;
    }

    /**
     * For how long in all a lease is renewed while the application is at it, so that a handler that hangs does not hold its
     * event for ever; default {@link #DEFAULT_LEASE_CAP}, or half of the time for which the sender retries where that is less.
     */
    public ReceiverBuilder<E> leaseCap(Duration cap) {
        this.leaseCap = positive("leaseCap", cap);
        return this;
    }

    /** Who renews leases, every third of one; default daemon threads that all endpoints share. It may wait for the store. */
    public ReceiverBuilder<E> leaseRenewals(ScheduledExecutorService executor) {
        this.renewals = requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Handles events also while the store is down, when it cannot tell whether they were handled before: for a handler that may
     * see an event twice and do no harm. By default the sender is asked to retry, and nothing is lost by that either.
     */
    public ReceiverBuilder<E> failOpenAsHandlerIsIdempotent() {
        this.failOpen = true;
        return this;
    }

    /** Refuses, with 422, an event whose id was handled before with another body; by default it is handled and flagged. */
    public ReceiverBuilder<E> refuseConflicts() {
        this.strictConflicts = true;
        return this;
    }

    /**
     * The largest body; default {@link #DEFAULT_MAX_BODY_BYTES}.
     *
     * @throws IllegalArgumentException where it is less than 1 or more than 64 MiB
     */
    public ReceiverBuilder<E> maxBodyBytes(int bytes) {
        if (bytes < 1 || bytes > 64 * 1024 * 1024) {
            throw new IllegalArgumentException("max-body must be 1 byte to 64 MiB but is " + bytes + " bytes");
        }
        this.maxBodyBytes = bytes;
        return this;
    }

    /** How long a body may take to arrive; default 10 seconds. */
    public ReceiverBuilder<E> bodyDeadline(Duration deadline) {
        this.bodyPace = bodyPace.withDeadline(positive("bodyDeadline", deadline));
        return this;
    }

    /**
     * How slowly a body may come: after {@code grace} at no less than so many bytes for each further second, on the average;
     * default {@link #DEFAULT_BODY_BYTES_PER_SECOND} after {@link #DEFAULT_BODY_GRACE}. 0 leaves the deadline alone.
     *
     * @throws IllegalArgumentException where either is negative
     */
    public ReceiverBuilder<E> minimumBodyRate(int bytesPerSecond, Duration grace) {
        if (bytesPerSecond < 0 || grace.isNegative()) {
            throw new IllegalArgumentException("the rate of a body and its grace must not be negative but are "
                    + bytesPerSecond + " bytes a second and " + grace);
        }
        this.bodyPace = bodyPace.withRate(grace, bytesPerSecond);
        return this;
    }

    /**
     * What the bodies that are being read may take together, of this endpoint and of all others that are given the same; beyond
     * it the sender is asked to retry. Default 64 MiB that all endpoints of this process share, or four of the largest bodies.
     */
    public ReceiverBuilder<E> bodyBudget(BodyRead.Budget budget) {
        this.bodyBudget = requireNonNull(budget, "budget");
        return this;
    }

    /** What is asked of whoever connects; default that it comes by TLS, or from this machine. */
    public ReceiverBuilder<E> peers(PeerPolicy policy) {
        this.peers = requireNonNull(policy, "policy");
        return this;
    }

    /**
     * How many deliveries one client may attempt; default what the provider says that it sends at most, for clients that are not
     * on this machine, or no limit where it does not say.
     */
    public ReceiverBuilder<E> peerLimit(PeerLimit limit) {
        this.peerLimit = requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Answers 200 to a POST without any signature until that instant (excluded): for a provider that tries the URL by an
     * unsigned POST when it is registered, as StatusPulse may. Such a POST is never handled, whatever it holds, so choose an
     * instant soon; a POST with a wrong signature is refused at any time. Default never.
     */
    public ReceiverBuilder<E> registrationUntil(Instant instant) {
        this.registrationUntil = requireNonNull(instant, "instant");
        return this;
    }

    /** The wall clock; default the system's. It must agree with the sender's within the scheme's tolerance. */
    public ReceiverBuilder<E> clock(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
        return this;
    }

    /** Who is told of every delivery, and of what there is to know about secrets. */
    public ReceiverBuilder<E> listener(ReceiverListener listener) {
        this.listener = requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Where the cause of a rejection is looked for, after its answer and at most once a minute for each reason; one sentence of
     * what was found is logged. Default a daemon thread that all endpoints share. The executor is handed the delivery, so it
     * should drop what it cannot do soon.
     */
    public ReceiverBuilder<E> diagnosis(Executor executor) {
        this.diagnosis = requireNonNull(executor, "executor");
        return this;
    }

    /** Has no cause of a rejection looked for. */
    public ReceiverBuilder<E> withoutDiagnosis() {
        this.diagnosis = null;
        return this;
    }

    private static Duration positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive but is " + duration);
        }
        return duration;
    }

    /**
     * The receiver.
     *
     * @throws IllegalStateException where the scheme, the secrets, or the {@link #publicUrl} of a signed URL are missing
     * @throws IllegalArgumentException where a secret cannot be one of the scheme's, events would be forgotten while the
     *     sender may still retry them, {@link #registrationUntil} is set for a sender that does not sign, a body of the largest
     *     size has no room in the {@link #bodyBudget}, or the {@link #peers} are to be a provider's that names no addresses
     */
    public WebhookReceiver<E> build() {
        ReceiverSettings<E> settings = settings();
        Scheme chosen = settings.schemeOr(scheme);
        settings.check(chosen, publicUrl);
        WebhookVerifier.Builder verifier = WebhookVerifier.builder(chosen);
        if (publicUrl != null) {
            verifier.publicUrl(publicUrl);
        }
        if (settings.secrets() != null) {
            provider.checkSecrets(settings.secrets().ring());
            verifier.secrets(settings.secrets());
        }
        if (settings.tenants() != null) {
            verifier.tenants(settings.tenants());
        }
        WebhookReceiver<E> receiver = new WebhookReceiver<>(settings, verifier.build());
        settings.sayAtStart(chosen);
        return receiver;
    }

    private ReceiverSettings<E> settings() {
        SourceFailures failures = new SourceFailures(endpoint, clock);
        return new ReceiverSettings<>(
                endpoint,
                provider,
                secrets == null ? null : LiveSecrets.of(failures.said(secrets), clock),
                tenants == null ? null : failures.said(tenants),
                claims(),
                maxBodyBytes,
                bodyPace,
                bodyBudget != null ? bodyBudget : BodyRead.Budget.sharedBy(maxBodyBytes),
                peers,
                peerLimit,
                registrationUntil,
                clock,
                listener,
                diagnosis);
    }

    private ClaimSettings claims() {
        DedupStore chosen = store != null
                ? store
                : InMemoryDedupStore.builder().clock(clock).build();
        return new ClaimSettings(
                chosen,
                lease,
                leaseCap != null ? leaseCap : ClaimSettings.capWithin(provider.retryHorizon()),
                renewals,
                retention,
                strictConflicts,
                failOpen);
    }
}

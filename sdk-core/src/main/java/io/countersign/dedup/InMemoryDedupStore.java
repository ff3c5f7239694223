package io.countersign.dedup;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Claims in the memory of this process: for one node, for tests, and for senders whose duplicates after a restart do no harm.
 *
 * <p>It forgets everything when the process ends, and it knows nothing of other nodes. Events in progress stand in a bounded
 * map that never evicts; when that is full, claims are {@link ClaimResult.Unavailable}, which the receiver answers with 503.
 * Handled events stand in a bounded cache until their retention is over; when that is full the cache forgets some early,
 * which {@link #forgottenEarly()} counts.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class InMemoryDedupStore implements DedupStore {

    private enum State {
        IN_PROGRESS,
        RELEASED,
        COMPLETED
    }

    private record Entry(
            State state,
            Claim claim,
            BodyDigest digest,
            int attempt,
            Instant leaseUntil,
            Instant expiresAt,
            @Nullable Completion completion) {

        boolean hasLiveLease(Instant now) {
            return state == State.IN_PROGRESS && now.isBefore(leaseUntil);
        }

        boolean isExpired(Instant now) {
            return !now.isBefore(expiresAt);
        }

        Entry settled(State newState, @Nullable Completion newCompletion) {
            return new Entry(newState, claim, digest, attempt, leaseUntil, expiresAt, newCompletion);
        }

        Entry leasedUntil(Instant until) {
            return new Entry(state, claim, digest, attempt, until, expiresAt, completion);
        }
    }

    private final InstantSource clock;
    private final int maxInProgress;
    private final LongAdder forgottenEarly = new LongAdder();
    private final AtomicLong lastFence = new AtomicLong();

    /** Guards each key: every change of a key, in either map, happens inside this map's compute for that key. */
    private final ConcurrentHashMap<EventKey, Entry> inProgress = new ConcurrentHashMap<>();

    /** Completed and released events, and those in progress whose lease lapsed when room was needed. */
    private final Cache<EventKey, Entry> settled;

    private InMemoryDedupStore(Builder builder) {
        this.clock = builder.clock;
        this.maxInProgress = builder.maxInProgress;
        this.settled = Caffeine.newBuilder()
                .maximumSize(builder.maxRemembered)
                .expireAfter(Expiry.creating(
                        (EventKey key, Entry entry) -> positive(Duration.between(clock.instant(), entry.expiresAt()))))
                .ticker(() -> nanos(clock.instant()))
                .executor(Runnable::run)
                .evictionListener((@Nullable EventKey key, @Nullable Entry entry, RemovalCause cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        forgottenEarly.increment();
                    }
                })
                .build();
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many events were forgotten before their retention was over because there was no room; each may be a duplicate. */
    public long forgottenEarly() {
        return forgottenEarly.sum();
    }

    @Override
    public ClaimResult claim(ClaimRequest request) {
        Instant now = clock.instant();
        if (inProgress.mappingCount() >= maxInProgress && !makeRoom(now)) {
            return new ClaimResult.Unavailable(full());
        }
        AtomicReference<@Nullable ClaimResult> result = new AtomicReference<>();
        inProgress.compute(request.key(), (key, current) -> {
            Entry known = current != null ? current : settled.getIfPresent(key);
            ClaimResult refusal = refusal(known, request, now);
            if (refusal != null) {
                result.set(refusal);
                return current;
            }
            Entry entry = acquire(known, request, now);
            result.set(acquired(entry, known));
            settled.invalidate(key);
            return entry;
        });
        return requireNonNull(result.get());
    }

    private static @Nullable ClaimResult refusal(@Nullable Entry known, ClaimRequest request, Instant now) {
        if (known == null) {
            return null;
        }
        if (known.hasLiveLease(now) && !known.claim().owner().equals(request.owner())) {
            return new ClaimResult.InProgress(Duration.between(now, known.leaseUntil()));
        }
        Completion completion = known.completion();
        if (completion == null || known.isExpired(now)) {
            return null;
        }
        return known.digest().equals(request.digest())
                ? new ClaimResult.Duplicate(completion)
                : new ClaimResult.Conflict(completion);
    }

    private Entry acquire(@Nullable Entry known, ClaimRequest request, Instant now) {
        Instant leaseUntil = now.plus(request.lease());
        if (known == null || (known.isExpired(now) && !known.hasLiveLease(now))) {
            return new Entry(
                    State.IN_PROGRESS,
                    newClaim(request, now),
                    request.digest(),
                    1,
                    leaseUntil,
                    now.plus(request.retention()),
                    null);
        }
        boolean sentTwice =
                known.state() == State.IN_PROGRESS && known.claim().owner().equals(request.owner());
        return new Entry(
                State.IN_PROGRESS,
                sentTwice ? known.claim() : newClaim(request, now),
                request.digest(),
                sentTwice ? known.attempt() : known.attempt() + 1,
                leaseUntil,
                known.expiresAt(),
                null);
    }

    private static ClaimResult acquired(Entry entry, @Nullable Entry before) {
        // What retention forgot, or the same owner asked for before, is no earlier attempt.
        if (before == null
                || entry.attempt() == 1
                || entry.claim().fence() == before.claim().fence()) {
            return new ClaimResult.Acquired(entry.claim(), entry.attempt(), false, false);
        }
        return new ClaimResult.Acquired(
                entry.claim(),
                entry.attempt(),
                before.state() == State.IN_PROGRESS,
                !before.digest().equals(entry.digest()));
    }

    private Claim newClaim(ClaimRequest request, Instant now) {
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1000;
        return new Claim(
                request.key(),
                request.owner(),
                lastFence.accumulateAndGet(micros, (last, at) -> Math.max(last + 1, at)));
    }

    @Override
    public SettleResult complete(Claim claim, Completion completion) {
        requireNonNull(completion, "completion");
        return settle(claim, entry -> entry.settled(State.COMPLETED, completion));
    }

    @Override
    public SettleResult release(Claim claim) {
        return settle(claim, entry -> entry.settled(State.RELEASED, null));
    }

    private SettleResult settle(Claim claim, UnaryOperator<Entry> change) {
        AtomicReference<SettleResult> result = new AtomicReference<>(SettleResult.LOST);
        inProgress.compute(claim.key(), (key, current) -> {
            Entry known = current != null ? current : settled.getIfPresent(key);
            if (known == null || known.claim().fence() != claim.fence()) {
                return current;
            }
            if (known.state() == State.IN_PROGRESS) {
                settled.put(key, change.apply(known));
                result.set(SettleResult.DONE);
                return null;
            }
            // Settled before by the same claim: the same again is done, anything else comes too late.
            if (change.apply(known).state() == known.state()) {
                result.set(SettleResult.DONE);
            }
            return current;
        });
        return requireNonNull(result.get());
    }

    @Override
    public SettleResult renew(Claim claim, Duration lease) {
        Instant until = clock.instant().plus(lease);
        AtomicReference<SettleResult> result = new AtomicReference<>(SettleResult.LOST);
        inProgress.computeIfPresent(claim.key(), (key, current) -> {
            if (current.claim().fence() != claim.fence()) {
                return current;
            }
            result.set(SettleResult.DONE);
            return current.leasedUntil(until);
        });
        return requireNonNull(result.get());
    }

    @Override
    public Optional<String> problem() {
        boolean hasRoom = inProgress.mappingCount() < maxInProgress || makeRoom(clock.instant());
        return hasRoom ? Optional.empty() : Optional.of(full());
    }

    private String full() {
        return "more than " + maxInProgress + " events are in progress at once; are the handlers stuck?";
    }

    /** Moves the entries whose lease lapsed out of the way; they stay claimable, and completable by who held them. */
    private boolean makeRoom(Instant now) {
        for (EventKey candidate : inProgress.keySet()) {
            inProgress.computeIfPresent(candidate, (key, entry) -> {
                if (entry.hasLiveLease(now)) {
                    return entry;
                }
                settled.put(key, entry);
                return null;
            });
        }
        return inProgress.mappingCount() < maxInProgress;
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() || duration.isZero() ? Duration.ofNanos(1) : duration;
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    /** Builds an {@link InMemoryDedupStore}. Confined to one thread. */
    public static final class Builder {
        private InstantSource clock = InstantSource.system();
        private int maxInProgress = 10_000;
        private long maxRemembered = 200_000;

        private Builder() {}

        /** The clock by which leases and retention are counted; default the system's. */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * How many events may be in progress at once; default 10,000.
         *
         * @throws IllegalArgumentException where it is less than 1
         */
        public Builder maxInProgress(int events) {
            this.maxInProgress = (int) atLeastOne("maxInProgress", events);
            return this;
        }

        /**
         * How many handled events are remembered, at about 250 bytes each; default 200,000.
         *
         * @throws IllegalArgumentException where it is less than 1
         */
        public Builder maxRemembered(long events) {
            this.maxRemembered = atLeastOne("maxRemembered", events);
            return this;
        }

        private static long atLeastOne(String name, long value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
            }
            return value;
        }

        /** The store. */
        public InMemoryDedupStore build() {
            return new InMemoryDedupStore(this);
        }
    }
}

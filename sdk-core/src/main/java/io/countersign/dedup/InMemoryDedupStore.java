package io.countersign.dedup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claims in the memory of this process: for one node, for tests, and for senders whose duplicates after a restart do no harm.
 *
 * <p>It forgets everything when the process ends, and it knows nothing of other nodes. Events in progress are bounded and
 * never evicted; when there are too many, new claims are {@link ClaimResult.Unavailable}, which the receiver answers with 503.
 * Handled events are bounded too; when there are too many, the oldest are forgotten before their retention is over, which
 * {@link #forgottenEarly()} counts.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class InMemoryDedupStore implements DedupStore {
    /** From here on there are several parts, each with a lock of its own; below, the bounds are exact. */
    private static final long MANY = 65_536;

    private static final int PARTS = 16;

    private final InstantSource clock;
    private final Room room;
    private final MemoryShard[] shards;

    private InMemoryDedupStore(Builder builder) {
        this.clock = builder.clock;
        this.room = new Room(builder.maxInProgress);
        boolean isLarge = builder.maxRemembered >= MANY;
        int capacity = isLarge ? shareOf(builder.maxRemembered) : (int) builder.maxRemembered;
        this.shards = Stream.generate(() -> new MemoryShard(capacity, room))
                .limit(isLarge ? PARTS : 1)
                .toArray(MemoryShard[]::new);
    }

    /** A little more than an equal share: names fall unevenly, and no part may be full long before all of them are. */
    private static int shareOf(long maxRemembered) {
        double share = (double) maxRemembered / PARTS;
        return (int) (share + 6 * Math.sqrt(share));
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many events were forgotten before their retention was over because there was no room; each may be a duplicate. */
    public long forgottenEarly() {
        return Stream.of(shards).mapToLong(MemoryShard::forgottenEarly).sum();
    }

    @Override
    public ClaimResult claim(ClaimRequest request) {
        EventName name = EventName.of(request.key());
        long now = now();
        ClaimResult result = shardOf(name).claim(name, request, now);
        if (result == null) {
            result = claimAfterMakingRoom(name, request, now);
        }
        return result != null ? result : new ClaimResult.Unavailable(full());
    }

    private @Nullable ClaimResult claimAfterMakingRoom(EventName name, ClaimRequest request, long now) {
        setLapsedAside(now);
        return shardOf(name).claim(name, request, now);
    }

    @Override
    public SettleResult complete(Claim claim, Completion completion) {
        requireNonNull(completion, "completion");
        EventName name = EventName.of(claim.key());
        return shardOf(name).complete(name, claim, completion, now());
    }

    @Override
    public SettleResult release(Claim claim) {
        EventName name = EventName.of(claim.key());
        return shardOf(name).release(name, claim, now());
    }

    @Override
    public SettleResult renew(Claim claim, Duration lease) {
        EventName name = EventName.of(claim.key());
        return shardOf(name).renew(name, claim, Times.plus(now(), lease));
    }

    @Override
    public Optional<String> problem() {
        if (!room.isLeft()) {
            setLapsedAside(now());
        }
        return room.isLeft() ? Optional.empty() : Optional.of(full());
    }

    private void setLapsedAside(long now) {
        for (MemoryShard shard : shards) {
            shard.setLapsedAside(now);
        }
    }

    private String full() {
        return "more than " + room.most() + " events are in progress at once; are the handlers stuck?";
    }

    private MemoryShard shardOf(EventName name) {
        return shards[(int) (name.high() & (shards.length - 1))];
    }

    private long now() {
        return Times.of(clock.instant());
    }

    /** Builds an {@link InMemoryDedupStore}. Confined to one thread. */
    public static final class Builder {
        private static final long MOST = 1_000_000_000;

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
         * @throws IllegalArgumentException where it is less than 1 or more than 1,000,000,000
         */
        public Builder maxInProgress(int events) {
            this.maxInProgress = (int) bounded("maxInProgress", events);
            return this;
        }

        /**
         * How many handled events are remembered, at about 75 bytes each; default 200,000.
         *
         * @throws IllegalArgumentException where it is less than 1 or more than 1,000,000,000
         */
        public Builder maxRemembered(long events) {
            this.maxRemembered = bounded("maxRemembered", events);
            return this;
        }

        private static long bounded(String name, long value) {
            if (value < 1 || value > MOST) {
                throw new IllegalArgumentException(
                        name + " must be at least 1 and at most 1,000,000,000 but is " + value);
            }
            return value;
        }

        /** The store. */
        public InMemoryDedupStore build() {
            return new InMemoryDedupStore(this);
        }
    }
}

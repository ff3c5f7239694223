package io.countersign;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A {@link PeerLimit} that keeps one bucket of tokens per peer, which fills up evenly over the period. A bucket that nobody
 * touched for a period is full, as a new one is, so it is forgotten then.
 */
final class PeerAccounts implements PeerLimit {
    private static final int MAX_PEERS = 10_000;

    private final int deliveries;
    private final Duration period;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    PeerAccounts(int deliveries, Duration period, InstantSource clock) {
        if (deliveries < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "a limit needs at least 1 delivery and a positive period but got " + deliveries + " in " + period);
        }
        this.deliveries = deliveries;
        this.period = period;
        this.clock = new Meter(requireNonNull(clock, "clock"));
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_PEERS)
                .expireAfterAccess(period)
                .ticker(this.clock::currentTimeNanos)
                .build();
    }

    @Override
    public Optional<Duration> waitBefore(String peer) {
        ConsumptionProbe probe = buckets.get(peer, unknown -> fullBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket fullBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(deliveries).refillGreedy(deliveries, period))
                .withCustomTimePrecision(clock)
                .build();
    }

    /** The endpoint's clock, as the library asks for it. */
    private record Meter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}

package io.countersign;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PeerLimit} that keeps one instant per peer: when its account would be free of debt. Each delivery adds debt of
 * {@code period / deliveries}; a peer whose debt would reach further than one period ahead has to wait.
 */
final class PeerAccounts implements PeerLimit {
    private static final int MAX_PEERS = 10_000;

    private final Duration period;
    private final Duration debtOfOne;
    private final InstantSource clock;
    private final Cache<String, Instant> freeOfDebtAt =
            Caffeine.newBuilder().maximumSize(MAX_PEERS).build();

    PeerAccounts(int deliveries, Duration period, InstantSource clock) {
        if (deliveries < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "a limit needs at least 1 delivery and a positive period but got " + deliveries + " in " + period);
        }
        this.period = period;
        this.debtOfOne = period.dividedBy(deliveries);
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public Optional<Duration> waitBefore(String peer) {
        Instant now = clock.instant();
        Instant furthest = now.plus(period);
        AtomicReference<@Nullable Duration> wait = new AtomicReference<>();
        freeOfDebtAt.asMap().compute(peer, (key, known) -> {
            Instant next = (known == null || known.isBefore(now) ? now : known).plus(debtOfOne);
            if (known != null && next.isAfter(furthest)) {
                wait.set(Duration.between(furthest, next));
                return known;
            }
            wait.set(null);
            return next;
        });
        return Optional.ofNullable(wait.get());
    }
}

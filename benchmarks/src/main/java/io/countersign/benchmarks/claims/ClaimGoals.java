package io.countersign.benchmarks.claims;

import io.countersign.benchmarks.report.Goal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What is promised of claims.
 *
 * @param figures the paces
 * @param memoryNanos a new claim in memory on one thread; empty where it was not measured
 * @param trips round trips
 * @param sizes bytes of remembered ids
 */
record ClaimGoals(ClaimFigures figures, OptionalDouble memoryNanos, List<RoundTrips> trips, List<IdSize> sizes) {
    List<Goal> all() {
        return List.of(
                Goal.atMost("memory-new-claim-ns", memoryNanos, 300),
                Goal.atMost("memory-bytes-per-id", bytes(Side.MEMORY, IdSize.FRESH), 130),
                Goal.atLeast("postgresql-new-per-second", figures.best(Side.POSTGRESQL, Operation.NEW), 10_000),
                Goal.atLeast(
                        "postgresql-duplicates-per-second", figures.best(Side.POSTGRESQL, Operation.DUPLICATE), 25_000),
                Goal.atMost("postgresql-bytes-per-id", bytes(Side.POSTGRESQL, IdSize.TIDY), 180),
                Goal.atMost("postgresql-round-trips", mostTrips(Side.POSTGRESQL), 1),
                Goal.atLeast("redis-of-bare-set", figures.leastShare(Side.REDIS, Side.BARE_SET, Operation.NEW), 0.85),
                Goal.atMost("redis-bytes-per-id", bytes(Side.REDIS, IdSize.FRESH), 165),
                Goal.atMost("redis-round-trips", mostTrips(Side.REDIS), 1));
    }

    private OptionalDouble bytes(Side side, String when) {
        return sizes.stream()
                .filter(size -> size.side() == side && size.when().equals(when))
                .mapToDouble(IdSize::bytesEach)
                .findFirst();
    }

    /** Of a new claim and of a duplicate, whichever takes more. */
    private OptionalDouble mostTrips(Side side) {
        Predicate<RoundTrips> isClaim = trip -> trip.side() == side && trip.operation() != Operation.CYCLE;
        return trips.stream().filter(isClaim).mapToDouble(RoundTrips::each).max();
    }
}

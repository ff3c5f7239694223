package io.countersign.benchmarks.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.benchmarks.report.Goal;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ClaimGoalsTest {
    private final ClaimFigures figures = new ClaimFigures();

    private static List<IdSize> sizes(long postgresql) {
        return List.of(
                IdSize.of(Side.MEMORY, IdSize.FRESH, 100, 13_000),
                IdSize.of(Side.POSTGRESQL, IdSize.FRESH, 100, 30_000),
                IdSize.of(Side.POSTGRESQL, IdSize.TIDY, 100, postgresql),
                IdSize.of(Side.REDIS, IdSize.FRESH, 100, 16_500));
    }

    private static List<RoundTrips> trips(double ofARedisDuplicate) {
        return List.of(
                new RoundTrips(Side.POSTGRESQL, Operation.NEW, 1),
                new RoundTrips(Side.POSTGRESQL, Operation.DUPLICATE, 1),
                new RoundTrips(Side.POSTGRESQL, Operation.CYCLE, 2),
                new RoundTrips(Side.REDIS, Operation.NEW, 1),
                new RoundTrips(Side.REDIS, Operation.DUPLICATE, ofARedisDuplicate));
    }

    private void measured(double redisOfBareSet) {
        for (int threads : ClaimPlan.THREADS) {
            add(Side.POSTGRESQL, Operation.NEW, threads, 10_000);
            add(Side.POSTGRESQL, Operation.DUPLICATE, threads, 25_000);
            add(Side.REDIS, Operation.NEW, threads, redisOfBareSet * 50_000);
            add(Side.BARE_SET, Operation.NEW, threads, 50_000);
        }
    }

    private void add(Side side, Operation operation, int threads, double perSecond) {
        figures.add(0, new Cell(side, operation, threads), new Pace(perSecond, 1, 2, 3));
    }

    private List<String> shortOnes(List<RoundTrips> trips, List<IdSize> sizes) {
        return new ClaimGoals(figures, OptionalDouble.of(300), trips, sizes)
                .all().stream().filter(goal -> !goal.isMet()).map(Goal::name).toList();
    }

    @Test
    void goals_atTheirBounds_areMet() {
        measured(0.85);

        assertThat(shortOnes(trips(1), sizes(18_000))).isEmpty();
    }

    @Test
    void goals_beyondTheirBounds_areShort() {
        measured(0.84);

        assertThat(shortOnes(trips(1.01), sizes(18_100)))
                .containsExactly("postgresql-bytes-per-id", "redis-of-bare-set", "redis-round-trips");
    }

    @Test
    void goals_withoutServers_areShort() {
        assertThat(shortOnes(List.of(), List.of())).hasSize(8);
    }
}

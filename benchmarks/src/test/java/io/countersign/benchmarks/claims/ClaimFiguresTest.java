package io.countersign.benchmarks.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimFiguresTest {
    private final ClaimFigures figures = new ClaimFigures();

    private void pace(int round, Side side, int threads, double perSecond) {
        figures.add(round, new Cell(side, Operation.NEW, threads), new Pace(perSecond, 10, 20, 100));
    }

    @Test
    void best_isTheMedianOfTheRoundsAtTheThreadCountWhereItIsMost() {
        pace(0, Side.POSTGRESQL, 1, 100);
        pace(0, Side.POSTGRESQL, 8, 700);
        pace(1, Side.POSTGRESQL, 8, 900);
        pace(2, Side.POSTGRESQL, 8, 800);
        pace(0, Side.POSTGRESQL, 32, 750);

        assertThat(figures.best(Side.POSTGRESQL, Operation.NEW)).hasValue(800);
        assertThat(figures.best(Side.POSTGRESQL, Operation.DUPLICATE)).isEmpty();
    }

    @Test
    void leastShare_isOfTheSameRoundAndOfTheWorstThreadCount() {
        for (int threads : ClaimPlan.THREADS) {
            // The second round was twice as slow for both: their ratio is the same.
            pace(0, Side.REDIS, threads, threads == 8 ? 70 : 90);
            pace(0, Side.BARE_SET, threads, 100);
            pace(1, Side.REDIS, threads, threads == 8 ? 35 : 45);
            pace(1, Side.BARE_SET, threads, 50);
        }

        assertThat(figures.leastShare(Side.REDIS, Side.BARE_SET, Operation.NEW)).hasValue(0.7);
    }

    @Test
    void leastShare_withAThreadCountThatWasNotMeasured_isNothing() {
        pace(0, Side.REDIS, 1, 90);
        pace(0, Side.BARE_SET, 1, 100);

        assertThat(figures.leastShare(Side.REDIS, Side.BARE_SET, Operation.NEW)).isEmpty();
    }
}

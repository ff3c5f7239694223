package io.countersign.benchmarks.claims;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often every cell is measured
 * @param bout how long each time, after a third of it to warm up
 * @param ids how many ids the stores are filled with to see how large they become
 * @param mostOfFilling after how long to stop filling one of them, with what is there then
 * @param budget after how long to begin no further round
 */
public record ClaimPlan(int rounds, Duration bout, int ids, Duration mostOfFilling, Duration budget) {
    static final int[] THREADS = {1, 8, 32};

    /** For figures that are shown. */
    static final ClaimPlan FULL =
            new ClaimPlan(5, Duration.ofSeconds(1), 1_000_000, Duration.ofMinutes(6), Duration.ofMinutes(20));

    /** For the direction. A quarter of the ids fills Redis' tables, whose sizes are powers of two, just as full. */
    static final ClaimPlan QUICK =
            new ClaimPlan(1, Duration.ofMillis(300), 250_000, Duration.ofSeconds(12), Duration.ofSeconds(70));

    /** What a round measures: sides that are compared stand side by side, every other round backwards. */
    List<Cell> round(int number, List<Side> sides) {
        List<Cell> cells = new ArrayList<>();
        for (int threads : THREADS) {
            for (Operation operation : Operation.values()) {
                for (Side side : sides) {
                    if (side.isOurs() || operation != Operation.CYCLE) {
                        cells.add(new Cell(side, operation, threads));
                    }
                }
            }
        }
        if (number % 2 == 1) {
            Collections.reverse(cells);
        }
        return cells;
    }
}

package io.countersign.benchmarks.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Runs rows round by round: one short fork of each, then all again, every other round backwards.
 *
 * <p>A machine is faster in one minute than in the next. Rows that are compared stand side by side in a round, so both meet
 * the same minute; turning the order round takes away what going first is worth.
 */
final class Rounds {
    private final Duration budget;
    private final List<List<Row>> rounds = new ArrayList<>();

    /** Rounds that begin no row after {@code budget}, on a machine too busy for all of them. */
    Rounds(Duration budget) {
        this.budget = budget;
    }

    /** That many rounds of those rows, after the ones that are here already. */
    Rounds add(int count, List<Row> rows) {
        for (int i = 0; i < count; i++) {
            List<Row> round = new ArrayList<>(rows);
            if (rounds.size() % 2 == 1) {
                Collections.reverse(round);
            }
            rounds.add(round);
        }
        return this;
    }

    int count() {
        return rounds.size();
    }

    Figures run(Meter meter, PrintWriter progress) {
        Figures figures = new Figures();
        List<Fork> planned = planned(meter);
        Instant start = Instant.now();
        for (int done = 0; done < planned.size(); done++) {
            Duration spent = Duration.between(start, Instant.now());
            if (spent.compareTo(budget) > 0) {
                progress.printf(
                        "this machine is busy: the last %d of %d forks are left out%n",
                        planned.size() - done, planned.size());
                break;
            }
            Fork fork = planned.get(done);
            Sample sample = meter.measure(fork.row());
            figures.add(fork.round(), fork.row(), sample);
            progress.printf(
                    Locale.ROOT,
                    "%4d s, %3d of %d: %-46s %,9.0f ns (%,9.0f by the clock) %,7.0f B%n",
                    spent.toSeconds(),
                    done + 1,
                    planned.size(),
                    fork.row(),
                    sample.cpuNanos(),
                    sample.wallNanos(),
                    sample.bytes());
            progress.flush();
        }
        return figures;
    }

    private record Fork(int round, Row row) {}

    private List<Fork> planned(Meter meter) {
        List<Fork> planned = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            for (Row row : rounds.get(round)) {
                if (meter.canMeasure(row)) {
                    planned.add(new Fork(round, row));
                }
            }
        }
        return planned;
    }
}

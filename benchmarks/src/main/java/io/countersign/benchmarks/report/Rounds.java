package io.countersign.benchmarks.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs rows round by round: one short fork of each, then all again, every other round backwards.
 *
 * <p>A machine is faster in one minute than in the next. Rows that are compared stand side by side in a round, so both meet
 * the same minute; turning the order round takes away what going first is worth.
 */
final class Rounds {
    private final List<List<Row>> rounds = new ArrayList<>();

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

    Figures run(Forks forks, PrintWriter progress) throws RunnerException {
        Figures figures = new Figures();
        int all = rounds.stream().mapToInt(List::size).sum();
        int done = 0;
        Instant start = Instant.now();
        for (List<Row> round : rounds) {
            for (Row row : round) {
                done++;
                if (forks.canRun(row)) {
                    Sample sample = forks.run(row);
                    figures.add(row, sample);
                    Duration left = Duration.between(start, Instant.now())
                            .multipliedBy(all - done)
                            .dividedBy(done);
                    progress.printf(
                            Locale.ROOT,
                            "%3d of %d, %3d s left: %-46s %,11.0f ns %,7.0f B%n",
                            done,
                            all,
                            left.toSeconds(),
                            row,
                            sample.nanos(),
                            sample.bytes());
                    progress.flush();
                }
            }
        }
        return figures;
    }
}

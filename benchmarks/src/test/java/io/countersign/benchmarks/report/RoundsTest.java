package io.countersign.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Row A = Row.of("A.a");
    private static final Row B = Row.of("B.b");
    private static final Row VIRTUAL = A.threads(2, true);

    private final StringWriter console = new StringWriter();
    private final List<Row> measured = new ArrayList<>();

    private final Meter meter = new Meter() {
        @Override
        public boolean canMeasure(Row row) {
            return !row.virtual();
        }

        @Override
        public Sample measure(Row row) {
            measured.add(row);
            return new Sample(measured.size(), 1, 1);
        }
    };

    private Figures run(Rounds rounds) {
        return rounds.run(meter, new PrintWriter(console));
    }

    @Test
    void rounds_everySecond_runsBackwards() {
        run(new Rounds(Duration.ofHours(1)).add(3, List.of(A, B)));

        assertThat(measured).containsExactly(A, B, B, A, A, B);
    }

    @Test
    void rounds_rowThisMachineCannotMeasure_leavesItOut() {
        Figures figures = run(new Rounds(Duration.ofHours(1)).add(2, List.of(A, VIRTUAL)));

        assertThat(figures.rows()).containsExactly(A);
    }

    @Test
    void rounds_budgetSpent_saysWhatItLeavesOut() {
        Figures figures = run(new Rounds(Duration.ofSeconds(-1)).add(1, List.of(A, B)));

        assertThat(figures.rows()).isEmpty();
        assertThat(console.toString()).contains("the last 2 of 2 forks are left out");
    }
}

package io.countersign.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.benchmarks.report.Goal;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpFiguresTest {
    private final HttpFigures figures = new HttpFigures();

    private void add(Variant variant, double... perSecond) {
        for (double one : perSecond) {
            figures.add(Front.TOMCAT, variant, new Shot(one, 1_000, 2_000, 20));
        }
    }

    @Test
    void kept_isTheMedianOfTheRatiosWithinTheRounds() {
        add(Variant.BARE, 10_000, 40_000, 20_000);
        add(Variant.VERIFIED, 9_600, 20_000, 19_000);

        assertThat(figures.kept(Front.TOMCAT, Variant.VERIFIED)).hasValue(0.95);
    }

    @Test
    void goals_serverThatWasNotMeasured_areShort() {
        add(Variant.BARE, 10_000);
        add(Variant.VERIFIED, 9_500);
        add(Variant.CLAIMED, 8_999);

        List<Goal> goals = HttpGoals.of(figures);

        assertThat(goals).filteredOn(Goal::isMet).map(Goal::name).containsExactly("http-tomcat-verified");
        assertThat(goals).hasSize(2 * Front.values().length);
    }

    @Test
    void table_hasALineForWhatWasMeasuredAndNoOther() {
        add(Variant.BARE, 10_000);
        add(Variant.CLAIMED, 9_000);

        assertThat(HttpTable.of(figures).lines().skip(2))
                .containsExactly(
                        "| servlet, Tomcat 11 | bare | 10,000 | 1 | 1.00 ms | 2.00 ms | 20.0 us |",
                        "| servlet, Tomcat 11 | verified, claims in memory | 9,000 | 0.900 | 1.00 ms | 2.00 ms | 20.0 us |");
    }
}

package io.countersign.benchmarks.report;

import static io.countersign.benchmarks.report.VerifyRows.KIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.benchmarks.report.VerifyRows.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyGoalsTest {
    private final Figures figures = new Figures();

    private void everyRow(Sample sample) {
        VerifyRows.full().forEach(row -> figures.add(0, row, sample));
    }

    private Goal goal(String name) {
        return VerifyGoals.of(figures).stream()
                .filter(goal -> goal.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goals_fullAndQuickRun_measureAllOfThem() {
        for (List<Row> run : List.of(VerifyRows.full(), VerifyRows.quick())) {
            Figures measured = new Figures();
            run.forEach(row -> measured.add(0, row, new Sample(1, 1, 1)));

            assertThat(VerifyGoals.of(measured))
                    .allMatch(goal -> goal.measured().isPresent());
        }
    }

    @Test
    void goals_nothingMeasured_areAllShort() {
        assertThat(VerifyGoals.of(figures)).hasSize(10).noneMatch(Goal::isMet);
    }

    @Test
    void bestPeer_onePeerNearerThanTheOthers_isTheOneThatCounts() {
        everyRow(new Sample(100, 100, 48));
        for (Peer peer : Peer.values()) {
            figures.add(0, peer.theirs(KIB), new Sample(900, 900, 48));
        }
        figures.add(0, Peer.STRIPE.theirs(KIB), new Sample(190, 190, 48));

        assertThat(goal("best-peer-1KiB").line()).isEqualTo("goal best-peer-1KiB measured 1.900 bound >=2.000 short");
    }

    @Test
    void bestPeer_onePeerNotMeasured_isNotMeasured() {
        VerifyRows.full().stream()
                .filter(row -> !row.equals(Peer.SVIX.theirs(KIB)))
                .forEach(row -> figures.add(0, row, new Sample(100, 100, 48)));

        assertThat(goal("best-peer-1KiB").measured()).isEmpty();
    }

    @Test
    void allocation_oneSchemeThirstierThanTheOthers_isTheOneThatCounts() {
        everyRow(new Sample(100, 100, 528));
        figures.add(0, Peer.SLACK.countersignGiven(KIB), new Sample(100, 100, 601));

        assertThat(goal("allocated-bytes-1KiB").line())
                .isEqualTo("goal allocated-bytes-1KiB measured 601 bound <=600 short");
    }

    @Test
    void threads_noVirtualOnes_leaveThatGoalShort() {
        VerifyRows.full().stream()
                .filter(row -> !row.virtual())
                .forEach(row -> figures.add(0, row, new Sample(100, 100, 48)));

        assertThat(goal("two-threads").isMet()).isTrue();
        assertThat(goal("two-virtual-threads").line())
                .isEqualTo("goal two-virtual-threads measured nothing bound >=1.800 short");
    }
}

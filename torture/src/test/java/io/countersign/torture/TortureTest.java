package io.countersign.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.torture.Plan.Fault;
import io.countersign.torture.node.Failpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code bin/torture} does, in short: real processes, some kills, a pause. */
class TortureTest {
    private static final long SEED = System.nanoTime();
    private static final int DELIVERIES = 150;

    private static TortureResult torture(Subject subject, Plan plan) throws Exception {
        // Where a test failed its logs and its ledger are of use.
        Path directory = Path.of("target", "torture", subject.word());
        return new TortureRun(subject, plan, directory, new Random(SEED)).run((faults, of, fleet) -> {});
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL_IN_TRANSACTION"})
    void subject_underEveryFault_meetsItsGoals(Subject subject) throws Exception {
        int oneKillAtEachFailpoint = subject.guard().failpoints().size();
        Plan plan = Plan.of(subject, DELIVERIES, oneKillAtEachFailpoint, new Random(SEED));

        TortureResult result = torture(subject, plan);

        assertThat(result.course().kills()).isEqualTo(oneKillAtEachFailpoint);
        assertThat(result.lines())
                .as("seed %d, faults %s, %s", SEED, plan.faults(), result.verdict())
                .hasSize(2)
                .allMatch(line -> line.endsWith(" ok"));
    }

    @Test
    void storeThatForgets_isFoundOut() throws Exception {
        List<Fault> kills = List.of(new Fault.Kill(Failpoint.AFTER_COMPLETE), new Fault.Kill(Failpoint.AFTER_COMPLETE));

        TortureResult result = torture(Subject.MEMORY, new Plan(DELIVERIES, kills, 1, Duration.ofSeconds(1)));

        assertThat(result.verdict().doubledWithoutReason()).as("seed %d", SEED).isNotEmpty();
    }
}

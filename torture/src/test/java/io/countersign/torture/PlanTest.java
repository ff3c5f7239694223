package io.countersign.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.torture.Plan.Fault;
import io.countersign.torture.node.Failpoint;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void faults_ofOneSeed_areTheSameEveryTime() {
        assertThat(Plan.of(Subject.REDIS, 100, 10, new Random(7)))
                .isEqualTo(Plan.of(Subject.REDIS, 100, 10, new Random(7)))
                .isNotEqualTo(Plan.of(Subject.REDIS, 100, 10, new Random(8)));
    }

    @Test
    void faults_areAsManyKillsAsAskedFor_evenlyOfEachFailpoint() {
        Plan plan = Plan.of(Subject.REDIS, 10_000, 200, new Random(7));

        for (Failpoint failpoint : Subject.REDIS.guard().failpoints()) {
            assertThat(plan.faults())
                    .filteredOn(new Fault.Kill(failpoint)::equals)
                    .hasSize(40);
        }
        assertThat(plan.faults()).filteredOn(Fault.Pause.class::isInstance).hasSize(40);
        assertThat(plan.faults()).filteredOn(Fault.Cut.class::isInstance).hasSize(40);
        assertThat(plan.faults()).filteredOn(Fault.Restart.class::isInstance).hasSize(40);
    }

    @Test
    void effectsInTransactions_areInterruptedBeforeAndAfterTheirCommitToo() {
        assertThat(Plan.of(Subject.H2_IN_TRANSACTION, 100, 7, new Random(7)).faults())
                .contains(new Fault.Kill(Failpoint.BEFORE_COMMIT), new Fault.Kill(Failpoint.AFTER_COMMIT));
    }

    @Test
    void storeWithoutServer_hasNoneToCutOffOrRestart() {
        assertThat(Plan.of(Subject.H2, 100, 10, new Random(7)).faults())
                .noneMatch(fault -> fault instanceof Fault.Cut || fault instanceof Fault.Restart);
        assertThat(Plan.of(Subject.H2, 100, 10, new Random(7)).nodes()).isEqualTo(1);
    }

    @Test
    void clocks_areRightFastAndSlow() {
        Plan plan = Plan.of(Subject.REDIS, 100, 10, new Random(7));

        assertThat(plan.clockError(0)).isZero();
        assertThat(plan.clockError(1)).isEqualTo(Duration.ofMinutes(10));
        assertThat(plan.clockError(2)).isEqualTo(Duration.ofMinutes(-10));
    }

    @Test
    void deliveries_areSpreadOverTheFaults() {
        assertThat(Plan.of(Subject.H2, 120, 10, new Random(7)).deliveriesPerFault())
                .isEqualTo(9);
    }
}

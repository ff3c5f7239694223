package io.countersign.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.benchmarks.report.Machine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowRoundsTest {
    @Test
    void slowSenders_areEndedAtTheReadTimeoutAndOpenedAgainWhileDeliveriesAreHandled() throws Exception {
        SlowPlan few = new SlowPlan(20, Duration.ofSeconds(30), Duration.ofSeconds(2), 10);

        SlowRow row = new SlowRounds(few)
                .run(Front.JETTY, Machine.thisJava(), new ServerSettings(false, Duration.ofSeconds(1), true), "Jetty");

        assertThat(row.deliveries()).isEqualTo(20);
        assertThat(row.handled()).isEqualTo(20);
        assertThat(row.refused()).isGreaterThanOrEqualTo(20);
        assertThat(row.heldMillis()).isBetween(900L, 9_000L);
    }
}

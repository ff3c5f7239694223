package io.countersign.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowRoundsTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @Test
    void slowSenders_areEndedAtTheReadTimeoutAndOpenedAgainWhileDeliveriesAreHandled() throws Exception {
        SlowPlan few = new SlowPlan(20, Duration.ofSeconds(30), Duration.ofSeconds(2), 10);

        SlowRow row =
                new SlowRounds(few).run(Front.JETTY, JAVA, new ServerSettings(false, Duration.ofSeconds(1)), "Jetty");

        assertThat(row.deliveries()).isEqualTo(20);
        assertThat(row.handled()).isEqualTo(20);
        assertThat(row.refused()).isGreaterThanOrEqualTo(20);
        assertThat(row.heldMillis()).isBetween(900L, 9_000L);
    }
}

package io.countersign.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With JMH itself, for as short as it gets. */
class ForksTest {
    private static final Length BRIEF = new Length(1, Duration.ofMillis(50), 1, Duration.ofMillis(100));

    @Test
    void fork_ofARow_showsTimeAndAllocation() {
        Sample sample = new Forks(BRIEF, Optional.empty()).measure(VerifyRows.keptMac(VerifyRows.KIB));

        assertThat(sample.cpuNanos()).isBetween(50.0, 1e6);
        // Other work on the machine adds to the clock only; 0.9 is for what the clocks themselves differ.
        assertThat(sample.wallNanos()).isGreaterThan(0.9 * sample.cpuNanos());
        // The tag of 32 bytes and the head of its array.
        assertThat(sample.bytes()).isBetween(48.0, 200.0);
    }

    @Test
    void fork_ofWhatIsNoBenchmark_failsWithItsName() {
        assertThatThrownBy(() -> new Forks(BRIEF, Optional.empty()).measure(Row.of("No.such")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No.such did not run");
    }

    @Test
    void virtualThreads_withoutAJdkThatHasThem_cannotBeMeasured() {
        Row virtual = VerifyRows.threads(2, true);

        assertThat(new Forks(BRIEF, Optional.empty()).canMeasure(virtual)).isFalse();
        assertThat(new Forks(BRIEF, Optional.of(new VirtualThreads(Path.of("java"), 21))).canMeasure(virtual))
                .isTrue();
    }
}

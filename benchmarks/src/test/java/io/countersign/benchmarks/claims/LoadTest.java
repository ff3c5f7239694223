package io.countersign.benchmarks.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadTest {
    private static final Duration BRIEF = Duration.ofMillis(60);

    @ParameterizedTest
    @EnumSource
    void measure_ofEveryOperation_countsCallsAndOrdersPercentiles(Operation operation) {
        try (Claimant memory = Side.MEMORY.open("memory", 1)) {
            Pace pace = new Load(memory).measure(operation, 3, BRIEF);

            assertThat(pace.calls()).isPositive();
            assertThat(pace.perSecond()).isPositive();
            assertThat(pace.p50Micros()).isPositive().isLessThanOrEqualTo(pace.p99Micros());
        }
    }

    @Test
    void measure_ofAStoreThatForgets_fails() {
        Load load = new Load(request -> true);

        assertThatIllegalStateException()
                .isThrownBy(() -> load.measure(Operation.DUPLICATE, 1, BRIEF))
                .withMessageContaining("a duplicate came out as a new claim");
    }

    @Test
    void measure_ofAStoreThatRefusesWhatIsNew_fails() {
        Load load = new Load(request -> false);

        assertThatIllegalStateException()
                .isThrownBy(() -> load.measure(Operation.NEW, 1, BRIEF))
                .withMessageContaining("a new claim came out as a duplicate");
    }
}

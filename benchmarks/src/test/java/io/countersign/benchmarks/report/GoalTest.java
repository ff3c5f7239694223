package io.countersign.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GoalTest {
    @Test
    void atMost_atTheBound_isMet() {
        assertThat(Goal.atMost("mac", OptionalDouble.of(1.0), 1.0).line())
                .isEqualTo("goal mac measured 1.000 bound <=1.000 ok");
    }

    @Test
    void atMost_justOver_isShortAndSeenToBe() {
        assertThat(Goal.atMost("mac", OptionalDouble.of(1.0011), 1.0).line())
                .isEqualTo("goal mac measured 1.001 bound <=1.000 short");
    }

    @Test
    void atLeast_atTheBound_isMet() {
        assertThat(Goal.atLeast("peer", OptionalDouble.of(3.0), 3.0).isMet()).isTrue();
    }

    @Test
    void atLeast_justUnder_isShort() {
        assertThat(Goal.atLeast("peer", OptionalDouble.of(2.999), 3.0).isMet()).isFalse();
    }

    @Test
    void goal_notMeasured_isShort() {
        assertThat(Goal.atMost("bytes", OptionalDouble.empty(), 600).line())
                .isEqualTo("goal bytes measured nothing bound <=600 short");
    }
}

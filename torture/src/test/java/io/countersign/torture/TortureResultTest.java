package io.countersign.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TortureResultTest {
    private static TortureResult of(Subject subject, Verdict verdict) {
        return new TortureResult(
                subject,
                Plan.of(subject, 10, 1, new Random(7)),
                new Course(10, Set.of(), 12, Map.of(), 1),
                Duration.ofSeconds(3),
                verdict);
    }

    @Test
    void claims_mayDoThingsTwiceForAReason() {
        TortureResult result = of(Subject.SQLITE, new Verdict(List.of(), 3, List.of()));

        assertThat(result.lines())
                .containsExactly(
                        "goal torture-sqlite-lost measured 0 bound <=0 ok",
                        "goal torture-sqlite-doubled-without-reason measured 0 bound <=0 ok");
        assertThat(result.isMet()).isTrue();
    }

    @Test
    void effectsInTransactions_mayNotEvenForAReason() {
        TortureResult result = of(Subject.SQLITE_IN_TRANSACTION, new Verdict(List.of(), 1, List.of("INC-3")));

        assertThat(result.lines())
                .containsExactly(
                        "goal torture-sqlite-in-transaction-lost measured 0 bound <=0 ok",
                        "goal torture-sqlite-in-transaction-done-twice measured 2 bound <=0 short");
        assertThat(result.isMet()).isFalse();
    }

    @Test
    void memory_mayForgetButNotLose() {
        assertThat(of(Subject.MEMORY, new Verdict(List.of(), 0, List.of("INC-3")))
                        .isMet())
                .isTrue();
        assertThat(of(Subject.MEMORY, new Verdict(List.of("INC-3"), 0, List.of()))
                        .isMet())
                .isFalse();
    }

    @Test
    void peers_haveFiguresAndNoGoals() {
        TortureResult result = of(Subject.CAMEL_REDIS, new Verdict(List.of("INC-3"), 1, List.of("INC-4")));

        assertThat(result.lines())
                .containsExactly(
                        "figure torture-camel-redis-lost measured 1",
                        "figure torture-camel-redis-done-twice measured 2");
        assertThat(result.isMet()).isTrue();
    }
}

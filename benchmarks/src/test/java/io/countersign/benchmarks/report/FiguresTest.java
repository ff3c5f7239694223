package io.countersign.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Row A = Row.of("A.a");
    private static final Row B = Row.of("B.b");

    private final Figures figures = new Figures();

    private static Sample cpu(double nanos) {
        return new Sample(nanos, 10 * nanos, 48);
    }

    @Test
    void median_oddNumberOfRounds_isTheMiddleOne() {
        figures.add(0, A, cpu(300));
        figures.add(1, A, cpu(100));
        figures.add(2, A, cpu(110));

        assertThat(figures.median(A)).isEqualTo(new Sample(110, 1100, 48));
    }

    @Test
    void median_evenNumberOfRounds_liesBetweenTheMiddleTwo() {
        figures.add(0, A, cpu(100));
        figures.add(1, A, cpu(104));

        assertThat(figures.median(A).cpuNanos()).isEqualTo(102);
    }

    @Test
    void times_machineSlowerInOneRound_comparesWithinEachRound() {
        figures.add(0, A, cpu(200));
        figures.add(0, B, cpu(100));
        figures.add(1, A, cpu(2000));
        figures.add(1, B, cpu(1000));
        figures.add(2, A, cpu(210));
        figures.add(2, B, cpu(100));

        assertThat(figures.times(A, B)).hasValue(2.0);
    }

    @Test
    void times_rowMeasuredInMoreRounds_pairsRoundsByNumber() {
        figures.add(0, A, cpu(999));
        figures.add(1, A, cpu(300));
        figures.add(1, B, cpu(100));

        assertThat(figures.times(A, B)).hasValue(3.0);
    }

    @Test
    void times_noRoundWithBoth_isEmpty() {
        figures.add(0, A, cpu(1));
        figures.add(1, B, cpu(1));

        assertThat(figures.times(A, B)).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void timesAsMuch_twoThreadsEachAsFastAsOne_isTwo() {
        Row two = A.threads(2, false);
        figures.add(0, A, new Sample(100, 100, 0));
        figures.add(0, two, new Sample(100, 100, 0));

        assertThat(figures.timesAsMuch(two, A).orElseThrow()).isEqualTo(2.0, within(1e-9));
    }

    @Test
    void timesAsMuch_otherWorkInSomeRounds_takesTheBestOfAll() {
        Row two = A.threads(2, false);
        figures.add(0, A, new Sample(100, 100, 0));
        figures.add(0, two, new Sample(100, 900, 0));
        figures.add(1, A, new Sample(100, 500, 0));
        figures.add(1, two, new Sample(100, 110, 0));

        assertThat(figures.timesAsMuch(two, A).orElseThrow()).isEqualTo(2 / 1.1, within(1e-9));
    }

    @Test
    void timesAsMuch_oneNotMeasured_isEmpty() {
        figures.add(0, A, cpu(1));

        assertThat(figures.timesAsMuch(B, A)).isEqualTo(OptionalDouble.empty());
    }
}

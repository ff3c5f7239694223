package io.countersign.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CroppedTestsTest {
    private static final int SAMPLES = 200_000;

    private final SplittableRandom random = new SplittableRandom(1);

    /** 100 to 199 ns, now and then a thousand times as much, and a class that takes {@code more}. */
    private CroppedTests tests(int more) {
        CroppedTests tests = new CroppedTests(
                LongStream.range(0, 1000).map(i -> 100 + i % 100).toArray());
        for (int i = 0; i < SAMPLES; i++) {
            int clazz = random.nextInt(2);
            long nanos = 100 + random.nextInt(100) + (long) clazz * more;
            tests.add(clazz, random.nextInt(100) == 0 ? nanos * 1000 : nanos);
        }
        return tests;
    }

    @Test
    void worst_ofClassesThatDiffer_isFoundInSpiteOfInterruptions() {
        CroppedTests tests = tests(5);

        assertThat(tests.worst()).isGreaterThan(Experiment.CLEAR_LEAK);
        assertThat(Math.abs(tests.whole().t())).isLessThan(Experiment.NO_LEAK);
    }

    @Test
    void worst_ofClassesThatDoNot_isSmall() {
        assertThat(tests(0).worst()).isLessThan(Experiment.NO_LEAK);
    }

    @Test
    void whole_countsEverySample() {
        CroppedTests tests = tests(0);

        assertThat(tests.whole().count(0) + tests.whole().count(1)).isEqualTo(SAMPLES);
    }

    @Test
    void crops_withFewSamples_sayNothing() {
        CroppedTests tests = new CroppedTests(new long[] {100, 200});
        for (int i = 0; i < 500; i++) {
            tests.add(0, 100 + i % 2);
            tests.add(1, 900 + i % 2);
        }

        assertThat(tests.worst()).isZero();
    }
}

package io.countersign.timing;

import java.util.Arrays;

/**
 * The t-test on all samples and on those below each of several percentiles, as dudect does it: what interrupts a machine makes
 * some samples very long, and could hide a difference among the others. Confined to one thread.
 */
final class CroppedTests {
    private static final int CROPS = 32;

    /** Fewer samples of a class than these say nothing. */
    private static final int MIN_SAMPLES = 1000;

    private final long[] limits = new long[CROPS + 1];
    private final Welch[] tests = new Welch[CROPS + 1];

    /** Crops at percentiles of {@code sample}: many near the top, the lowest at a fifth. */
    CroppedTests(long[] sample) {
        long[] sorted = sample.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < CROPS; i++) {
            double percentile = 1 - Math.pow(0.5, 10.0 * (i + 1) / CROPS);
            limits[i] = sorted[(int) (percentile * (sorted.length - 1))];
        }
        limits[CROPS] = Long.MAX_VALUE;
        Arrays.setAll(tests, i -> new Welch());
    }

    void add(int clazz, long nanos) {
        for (int i = CROPS; i >= 0 && nanos <= limits[i]; i--) {
            tests[i].add(clazz, (double) nanos);
        }
    }

    /** The t-test on all samples. */
    Welch whole() {
        return tests[CROPS];
    }

    /** The t of each crop, the one on all samples last; 0 where a crop holds too few. */
    double[] ts() {
        double[] ts = new double[tests.length];
        Arrays.setAll(ts, i -> isTelling(tests[i]) ? tests[i].t() : 0);
        return ts;
    }

    private static boolean isTelling(Welch test) {
        return test.count(0) >= MIN_SAMPLES && test.count(1) >= MIN_SAMPLES;
    }

    /** The largest of {@link #ts()}, its sign dropped. */
    double worst() {
        return Arrays.stream(ts()).map(Math::abs).max().orElse(0);
    }
}

package io.countersign.benchmarks.report;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The value in the middle, or between the two there. Stateless. */
public final class Median {
    private Median() {}

    /** Of these values; empty where there are none. */
    public static OptionalDouble of(DoubleStream values) {
        double[] sorted = values.toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}

package io.countersign.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The samples of a run, in the order of its rounds, and what is read from them: medians.
 *
 * <p>Two rows are compared round by round, since what was measured within seconds of each other saw the same machine; the
 * median of those ratios is the ratio of the run. Thread rule: confined to one thread.
 */
public final class Figures {
    private final Map<Row, List<Sample>> samples = new LinkedHashMap<>();

    /** One more sample of that row. */
    public void add(Row row, Sample sample) {
        samples.computeIfAbsent(row, any -> new ArrayList<>()).add(sample);
    }

    /** Every row that was measured, in the order in which they first were, with its samples by round. */
    public Map<Row, List<Sample>> samples() {
        return samples;
    }

    /** Nanoseconds per operation; empty where the row was not measured. */
    public OptionalDouble nanos(Row row) {
        return median(each(row, Sample::nanos));
    }

    /** Bytes allocated per operation; empty where the row was not measured. */
    public OptionalDouble bytes(Row row) {
        return median(each(row, Sample::bytes));
    }

    /** How many times as long {@code row} takes as {@code than}; empty where one of them was not measured. */
    public OptionalDouble timesAsLong(Row row, Row than) {
        double[] above = each(row, Sample::nanos).toArray();
        double[] below = each(than, Sample::nanos).toArray();
        return median(IntStream.range(0, Math.min(above.length, below.length)).mapToDouble(i -> above[i] / below[i]));
    }

    private DoubleStream each(Row row, ToDoubleFunction<Sample> figure) {
        return samples.getOrDefault(row, List.of()).stream().mapToDouble(figure);
    }

    private static OptionalDouble median(DoubleStream values) {
        double[] sorted = values.toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}

package io.countersign.benchmarks.report;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The samples of a run, in the order of its rounds, and what is read from them: medians.
 *
 * <p>Two rows are compared round by round, since what was measured within seconds of each other saw the same machine; the
 * median of those ratios is the ratio of the run. Thread rule: confined to one thread.
 */
public final class Figures {
    private final Map<Row, SortedMap<Integer, Sample>> samples = new LinkedHashMap<>();

    /** The sample of that row in that round. */
    public void add(int round, Row row, Sample sample) {
        samples.computeIfAbsent(row, any -> new TreeMap<>()).put(round, sample);
    }

    /** Every row that was measured, in the order in which they first were. */
    public Set<Row> rows() {
        return samples.keySet();
    }

    /** The samples of a row in the order of the rounds. */
    public List<Sample> samples(Row row) {
        return List.copyOf(byRound(row).values());
    }

    /** The median of that figure; empty where the row was not measured. */
    public OptionalDouble median(Row row, ToDoubleFunction<Sample> figure) {
        return Median.of(byRound(row).values().stream().mapToDouble(figure));
    }

    /**
     * The median of each figure.
     *
     * @throws java.util.NoSuchElementException where the row was not measured
     */
    public Sample median(Row row) {
        return new Sample(
                median(row, Sample::cpuNanos).orElseThrow(),
                median(row, Sample::wallNanos).orElseThrow(),
                median(row, Sample::bytes).orElseThrow());
    }

    /** How many times the processor time of {@code than} a {@code row} takes; empty where no round has both. */
    public OptionalDouble times(Row row, Row than) {
        SortedMap<Integer, Sample> below = byRound(than);
        return Median.of(byRound(row).entrySet().stream()
                .filter(sample -> below.containsKey(sample.getKey()))
                .mapToDouble(sample -> sample.getValue().cpuNanos()
                        / requireNonNull(below.get(sample.getKey())).cpuNanos()));
    }

    /**
     * How many times as many operations by the clock all threads of {@code row} do as those of {@code than}; empty where one
     * of them was not measured.
     *
     * <p>By the best of all rounds: processor time does not show waiting for a lock, and the clock shows waiting for other
     * work on the machine, which needs to leave all threads alone for one iteration only.
     */
    public OptionalDouble timesAsMuch(Row row, Row than) {
        OptionalDouble above = perNanosecond(row);
        OptionalDouble below = perNanosecond(than);
        return above.isPresent() && below.isPresent()
                ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble perNanosecond(Row row) {
        return byRound(row).values().stream()
                .mapToDouble(sample -> row.threads() / sample.wallNanos())
                .max();
    }

    private SortedMap<Integer, Sample> byRound(Row row) {
        return samples.getOrDefault(row, new TreeMap<>());
    }
}

package io.countersign.benchmarks.claims;

import static java.util.Objects.requireNonNull;

import io.countersign.benchmarks.report.Median;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The paces of a run, round by round, and their medians. What is compared is compared within a round.
 *
 * <p>Thread rule: confined to one thread.
 */
final class ClaimFigures {
    private final Map<Cell, SortedMap<Integer, Pace>> paces = new LinkedHashMap<>();

    void add(int round, Cell cell, Pace pace) {
        paces.computeIfAbsent(cell, any -> new TreeMap<>()).put(round, pace);
    }

    /** In the order in which they were first measured. */
    Set<Cell> cells() {
        return paces.keySet();
    }

    List<Pace> paces(Cell cell) {
        return List.copyOf(byRound(cell).values());
    }

    /** Those that were claimed by, in the order of {@link Side}. */
    List<Side> sides() {
        return Stream.of(Side.values())
                .filter(side -> paces.keySet().stream().anyMatch(cell -> cell.side() == side))
                .toList();
    }

    /** The median of that figure; empty where it was not measured. */
    OptionalDouble median(Cell cell, ToDoubleFunction<Pace> figure) {
        return Median.of(byRound(cell).values().stream().mapToDouble(figure));
    }

    /** How many per second at the thread count where it is most; empty where it was not measured. */
    OptionalDouble best(Side side, Operation operation) {
        return IntStream.of(ClaimPlan.THREADS)
                .mapToObj(threads -> median(new Cell(side, operation, threads), Pace::perSecond))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    /** How much of {@code than}'s rate {@code side} has, at the thread count where it is least; empty where one is missing. */
    OptionalDouble leastShare(Side side, Side than, Operation operation) {
        List<OptionalDouble> shares = IntStream.of(ClaimPlan.THREADS)
                .mapToObj(threads -> share(new Cell(side, operation, threads), new Cell(than, operation, threads)))
                .toList();
        return shares.stream().allMatch(OptionalDouble::isPresent)
                ? shares.stream().mapToDouble(OptionalDouble::getAsDouble).min()
                : OptionalDouble.empty();
    }

    /** The median of the ratios within the rounds. */
    OptionalDouble share(Cell cell, Cell than) {
        SortedMap<Integer, Pace> below = byRound(than);
        return Median.of(byRound(cell).entrySet().stream()
                .filter(pace -> below.containsKey(pace.getKey()))
                .mapToDouble(pace -> pace.getValue().perSecond()
                        / requireNonNull(below.get(pace.getKey())).perSecond()));
    }

    private SortedMap<Integer, Pace> byRound(Cell cell) {
        return paces.getOrDefault(cell, new TreeMap<>());
    }
}

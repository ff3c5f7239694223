package io.countersign.benchmarks.http;

import io.countersign.benchmarks.report.Median;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What was measured, round by round. Confined to one thread. */
final class HttpFigures {
    private final Map<Front, Map<Variant, List<Shot>>> shots = new EnumMap<>(Front.class);

    void add(Front front, Variant variant, Shot shot) {
        shots.computeIfAbsent(front, key -> new EnumMap<>(Variant.class))
                .computeIfAbsent(variant, key -> new ArrayList<>())
                .add(shot);
    }

    /** Every round of that variant; empty where it was not measured. */
    List<Shot> of(Front front, Variant variant) {
        return List.copyOf(shots.getOrDefault(front, Map.of()).getOrDefault(variant, List.of()));
    }

    /** The median of that figure. */
    OptionalDouble median(Front front, Variant variant, ToDoubleFunction<Shot> figure) {
        return Median.of(of(front, variant).stream().mapToDouble(figure));
    }

    /** What is left of the bare server's requests per second: the median of the ratios within the rounds. */
    OptionalDouble kept(Front front, Variant variant) {
        List<Shot> bare = of(front, Variant.BARE);
        List<Shot> other = of(front, variant);
        return Median.of(IntStream.range(0, Math.min(bare.size(), other.size()))
                .mapToDouble(
                        round -> other.get(round).perSecond() / bare.get(round).perSecond()));
    }
}

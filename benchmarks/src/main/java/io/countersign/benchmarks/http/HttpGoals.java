package io.countersign.benchmarks.http;

import io.countersign.benchmarks.report.Goal;
import java.util.List;
import java.util.stream.Stream;

/** What was promised of requests per second. Stateless. */
final class HttpGoals {
    private static final double VERIFIED = 0.95;
    private static final double CLAIMED = 0.90;

    private HttpGoals() {}

    static List<Goal> of(HttpFigures figures) {
        return Stream.of(Front.values())
                .flatMap(front -> Stream.of(
                        Goal.atLeast(
                                "http-" + front.word() + "-verified", figures.kept(front, Variant.VERIFIED), VERIFIED),
                        Goal.atLeast(
                                "http-" + front.word() + "-claims", figures.kept(front, Variant.CLAIMED), CLAIMED)))
                .toList();
    }
}

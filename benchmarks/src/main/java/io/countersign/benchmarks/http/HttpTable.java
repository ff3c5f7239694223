package io.countersign.benchmarks.http;

import java.util.Locale;
import java.util.OptionalDouble;

/** The figures as a table of Markdown: the same for the console and for the documentation. Stateless. */
final class HttpTable {
    private HttpTable() {}

    static String of(HttpFigures figures) {
        StringBuilder table = new StringBuilder("""
                | server | handler | requests per second | of bare | 50 of 100 within | 99 of 100 within | server's processor, each |
                |---|---|---:|---:|---:|---:|---:|
                """);
        for (Front front : Front.values()) {
            for (Variant variant : Variant.values()) {
                if (!figures.of(front, variant).isEmpty()) {
                    table.append(line(figures, front, variant));
                }
            }
        }
        return table.toString();
    }

    private static String line(HttpFigures figures, Front front, Variant variant) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %s | %.2f ms | %.2f ms | %.1f us |%n",
                front.label,
                variant.label,
                median(figures.median(front, variant, Shot::perSecond)),
                variant == Variant.BARE
                        ? "1"
                        : String.format(Locale.ROOT, "%.3f", median(figures.kept(front, variant))),
                median(figures.median(front, variant, Shot::p50Micros)) / 1e3,
                median(figures.median(front, variant, Shot::p99Micros)) / 1e3,
                median(figures.median(front, variant, Shot::serverMicros)));
    }

    private static double median(OptionalDouble figure) {
        return figure.orElseThrow(() -> new IllegalStateException("measured, but without a figure"));
    }
}

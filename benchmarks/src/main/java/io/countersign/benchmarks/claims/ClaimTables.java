package io.countersign.benchmarks.claims;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The figures of a run as tables of Markdown: the same for the console and for the documentation.
 *
 * @param figures the paces
 * @param trips round trips
 * @param sizes bytes of remembered ids
 */
record ClaimTables(ClaimFigures figures, List<RoundTrips> trips, List<IdSize> sizes) {
    private static final double GIGABYTES_OF_100_MILLION = 0.1;
    private static final String NOTHING = "-";

    String text() {
        return """
                Per second, all threads together:

                %s
                Microseconds, 50 of 100 calls and 99 of 100 take at most:

                %s
                Bytes for each remembered id:

                %s""".formatted(rates(), latencies(), bytes());
    }

    private String rates() {
        return perCell(this::rate, "round trips", this::roundTrips);
    }

    private String latencies() {
        return perCell(this::latency, "", side -> "");
    }

    /** A line for each side, three thread counts for each operation, and one more column. */
    private String perCell(Function<Cell, String> text, String lastHead, Function<Side, String> last) {
        StringBuilder table = new StringBuilder("| ");
        for (Operation operation : Operation.values()) {
            for (int threads : ClaimPlan.THREADS) {
                table.append("| ")
                        .append(threads == ClaimPlan.THREADS[0] ? operation.label + ", " : "")
                        .append(threads)
                        .append(' ');
            }
        }
        int columns = Operation.values().length * ClaimPlan.THREADS.length;
        table.append(lastHead.isEmpty() ? "|\n|---|" : "| " + lastHead + " |\n|---|");
        table.append("---:|".repeat(columns)).append(lastHead.isEmpty() ? "\n" : "---|\n");
        for (Side side : figures.sides()) {
            table.append("| ")
                    .append(side.isOurs() ? side.label : "*" + side.label + "*")
                    .append(' ');
            for (Operation operation : Operation.values()) {
                IntStream.of(ClaimPlan.THREADS)
                        .mapToObj(threads -> text.apply(new Cell(side, operation, threads)))
                        .forEach(cell -> table.append("| ").append(cell).append(' '));
            }
            table.append(lastHead.isEmpty() ? "|\n" : "| " + last.apply(side) + " |\n");
        }
        return table.toString();
    }

    private String rate(Cell cell) {
        return figures.median(cell, Pace::perSecond).stream()
                .mapToObj(ClaimTables::rounded)
                .findFirst()
                .orElse(NOTHING);
    }

    /** Three digits: the next one would be noise. */
    private static String rounded(double perSecond) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, perSecond))) - 2));
        return String.format(Locale.ROOT, "%,.0f", Math.round(perSecond / unit) * unit);
    }

    private String latency(Cell cell) {
        return figures.median(cell, Pace::p50Micros).isEmpty()
                ? NOTHING
                : micros(figures.median(cell, Pace::p50Micros).getAsDouble()) + " / "
                        + micros(figures.median(cell, Pace::p99Micros).getAsDouble());
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, micros < 10 ? "%.1f" : "%,.0f", micros);
    }

    private String roundTrips(Side side) {
        return Stream.of(Operation.values())
                .flatMap(operation -> trips.stream()
                        .filter(trip -> trip.side() == side && trip.operation() == operation)
                        .map(trip ->
                                String.format(Locale.ROOT, "%.4g", trip.each()).replaceFirst("\\.?0+$", "")))
                .collect(Collectors.joining(", "));
    }

    private String bytes() {
        StringBuilder table = new StringBuilder("| store | ids | bytes each | 100 million |\n|---|---:|---:|---:|\n");
        for (IdSize size : sizes) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s, %s | %,d | %.0f | %.1f GB |%n",
                    size.side().label,
                    size.when(),
                    size.ids(),
                    size.bytesEach(),
                    size.bytesEach() * GIGABYTES_OF_100_MILLION));
        }
        return table.toString();
    }
}

package io.countersign.benchmarks.report;

import io.countersign.benchmarks.report.VerifyRows.Peer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** The figures of a run for a person to read. */
final class Table {
    private final Figures figures;
    private final PrintWriter out;

    Table(Figures figures, PrintWriter out) {
        this.figures = figures;
        this.out = out;
    }

    void print() {
        out.printf(
                "%n%-44s%14s%14s%14s%14s%n",
                "ns for each delivery (bytes allocated)", "256 B", "1 KiB", "16 KiB", "1 MiB");
        line("SHA-256 alone", VerifyRows::sha256);
        line("a kept Mac alone", VerifyRows::keptMac);
        line("Countersign, github, delivery given", VerifyRows::github);
        for (Peer peer : Peer.values()) {
            line("Countersign, the scheme of", peer::countersign);
            line("  " + peer.library, peer::theirs);
        }
        out.println();
        others().forEach(row -> out.printf("%-58s%14s%n", row, cell(row)));
        out.flush();
    }

    private List<Row> others() {
        return figures.samples().keySet().stream()
                .filter(row -> !row.parameters().containsKey("bytes"))
                .toList();
    }

    private void line(String name, IntFunction<Row> rowOfSize) {
        out.printf("%-44s", name);
        for (int bytes : VerifyRows.SIZES) {
            out.printf("%14s", cell(rowOfSize.apply(bytes)));
        }
        out.println();
    }

    private String cell(Row row) {
        OptionalDouble nanos = figures.nanos(row);
        return nanos.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.0f (%s)",
                        nanos.getAsDouble(),
                        bytes(figures.bytes(row).orElseThrow()));
    }

    private static String bytes(double bytes) {
        return bytes < 100_000
                ? String.format(Locale.ROOT, "%.0f", bytes)
                : String.format(Locale.ROOT, "%.1fM", bytes / VerifyRows.MIB);
    }
}

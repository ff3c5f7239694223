package io.countersign.benchmarks.report;

import io.countersign.benchmarks.report.VerifyRows.Peer;
import java.io.PrintWriter;
import java.util.Locale;
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
                "ns for one delivery (bytes allocated)", "256 B", "1 KiB", "16 KiB", "1 MiB");
        line("SHA-256 alone", VerifyRows::sha256);
        line("a kept Mac alone", VerifyRows::keptMac);
        line("Countersign, github, delivery given", VerifyRows::github);
        for (Peer peer : Peer.values()) {
            line("Countersign, the scheme of", peer::countersign);
            line("  " + peer.library, peer::theirs);
        }
        out.println();
        for (Row row : figures.rows()) {
            if (!row.parameters().containsKey("bytes")) {
                out.printf("%-58s%14s%n", row, cell(row));
            }
        }
        out.flush();
    }

    private void line(String name, IntFunction<Row> rowOfSize) {
        out.printf("%-44s", name);
        for (int bytes : VerifyRows.SIZES) {
            out.printf("%14s", cell(rowOfSize.apply(bytes)));
        }
        out.println();
    }

    private String cell(Row row) {
        if (!figures.rows().contains(row)) {
            return "-";
        }
        Sample median = figures.median(row);
        double nanos = row.isAlone() ? median.cpuNanos() : median.wallNanos();
        return String.format(Locale.ROOT, "%.0f (%s)", nanos, bytes(median.bytes()));
    }

    private static String bytes(double bytes) {
        return bytes < 100_000
                ? String.format(Locale.ROOT, "%.0f", bytes)
                : String.format(Locale.ROOT, "%.1fM", bytes / VerifyRows.MIB);
    }
}

package io.countersign.benchmarks.report;

import io.countersign.benchmarks.report.VerifyRows.Peer;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The verification of one delivery by everyone, for each size, in multiples of what SHA-256 alone needs for the body. */
final class Chart {
    /** Twice what a plain screen shows. */
    private static final int DOTS_PER_INCH = 144;

    private final Figures figures;
    private final List<Integer> sizes;
    private final CategoryChart chart = new CategoryChartBuilder()
            .width(960)
            .height(460)
            .title("Verifying one delivery, in multiples of SHA-256 of its body alone")
            .yAxisTitle("times SHA-256 alone (logarithmic)")
            .build();

    private Chart(Figures figures) {
        this.figures = figures;
        this.sizes = VerifyRows.SIZES.stream().filter(this::isMeasured).toList();
        CategoryStyler style = chart.getStyler();
        style.setAvailableSpaceFill(0.85);
        style.setYAxisLogarithmic(true);
        style.setYAxisMin(0.8);
        style.setLabelsVisible(true);
        style.setLabelsPosition(0.93);
        style.setLabelsFontColor(Color.WHITE);
        style.setLabelsFontColorAutomaticEnabled(false);
        style.setDecimalPattern("0.0");
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
    }

    /** Writes the chart of those figures; whether there was a size at which everyone was measured. */
    static boolean write(Figures figures, Path png) throws IOException {
        Chart chart = new Chart(figures);
        if (chart.sizes.isEmpty()) {
            return false;
        }
        chart.series("Countersign", new Color(0x0B, 0x6E, 0x4F), Peer.STANDARD_WEBHOOKS::countersign);
        chart.series("kept Mac alone", new Color(0xA0, 0xA0, 0xA0), VerifyRows::keptMac);
        for (Peer peer : Peer.values()) {
            chart.series(peer.library, colour(peer), peer::theirs);
        }
        BitmapEncoder.saveBitmapWithDPI(chart.chart, png.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
        return true;
    }

    /** Whether everyone was measured at that size; a quick run leaves some out. */
    private boolean isMeasured(int bytes) {
        return Stream.concat(
                        Stream.of(VerifyRows.sha256(bytes), VerifyRows.keptMac(bytes)),
                        Stream.of(Peer.values())
                                .flatMap(peer -> Stream.of(peer.countersign(bytes), peer.theirs(bytes))))
                .allMatch(figures.rows()::contains);
    }

    private static Color colour(Peer peer) {
        return switch (peer) {
            case STANDARD_WEBHOOKS -> new Color(0x4C, 0x78, 0xA8);
            case SVIX -> new Color(0x72, 0xB7, 0xE2);
            case STRIPE -> new Color(0xF5, 0x85, 0x18);
            case SLACK -> new Color(0xE4, 0x57, 0x56);
        };
    }

    private void series(String name, Color colour, IntFunction<Row> rowOfSize) {
        List<Double> multiples = sizes.stream()
                .map(bytes -> figures.times(rowOfSize.apply(bytes), VerifyRows.sha256(bytes))
                        .orElseThrow())
                .toList();
        chart.addSeries(name, sizes.stream().map(Chart::label).toList(), multiples)
                .setFillColor(colour);
    }

    private static String label(int bytes) {
        return bytes < VerifyRows.KIB
                ? bytes + " B"
                : bytes < VerifyRows.MIB ? bytes / VerifyRows.KIB + " KiB" : bytes / VerifyRows.MIB + " MiB";
    }
}

package io.countersign.benchmarks.http;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Requests per second of every server and variant. Stateless. */
final class HttpChart {
    /** Twice what a plain screen shows. */
    private static final int DOTS_PER_INCH = 144;

    private static final Map<Variant, Color> COLOURS = Map.of(
            Variant.BARE, new Color(0xA0, 0xA0, 0xA0),
            Variant.BY_HAND, new Color(0x4C, 0x78, 0xA8),
            Variant.VERIFIED, new Color(0x0B, 0x6E, 0x4F),
            Variant.CLAIMED, new Color(0x54, 0xA2, 0x4B));

    private HttpChart() {}

    static void write(HttpFigures figures, Path png) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(960)
                .height(420)
                .title("Requests per second, 1 KiB bodies, 32 connections, load generator on the same two cores")
                .build();
        CategoryStyler style = chart.getStyler();
        style.setAvailableSpaceFill(0.85);
        style.setYAxisMin(0.0);
        style.setYAxisDecimalPattern("#,##0");
        style.setLabelsVisible(true);
        style.setLabelsPosition(0.93);
        style.setLabelsFontColor(Color.WHITE);
        style.setLabelsFontColorAutomaticEnabled(false);
        style.setDecimalPattern("#,##0");
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        List<Front> fronts = Stream.of(Front.values())
                .filter(front -> !figures.of(front, Variant.BARE).isEmpty())
                .toList();
        for (Variant variant : Variant.values()) {
            chart.addSeries(
                            variant.label,
                            fronts.stream().map(front -> front.label).toList(),
                            fronts.stream()
                                    .map(front -> figures.median(front, variant, Shot::perSecond)
                                            .orElseThrow())
                                    .toList())
                    .setFillColor(COLOURS.get(variant));
        }
        BitmapEncoder.saveBitmapWithDPI(chart, png.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    }
}

package io.countersign.benchmarks.claims;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What is seen at a glance: rates and latencies of everyone, and how much a store has to keep for each id. Stateless. */
final class ClaimCharts {
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 380;

    /** Twice what a plain screen shows would make large files of little more to see. */
    private static final double SCALE = 1.5;

    private static final List<Color> THREADS_COLOURS =
            List.of(new Color(0x9F, 0xD3, 0xBE), new Color(0x3B, 0xA0, 0x7F), new Color(0x0B, 0x5E, 0x44));
    private static final Color BYTES_COLOUR = new Color(0x4C, 0x78, 0xA8);

    private ClaimCharts() {}

    /** New claims per second above, the latency of one below. */
    static void writePaces(ClaimFigures figures, Path png) throws IOException {
        write(
                png,
                List.of(
                        paces(figures, Operation.NEW, "New claims per second", "per second", Pace::perSecond),
                        paces(
                                figures,
                                Operation.DUPLICATE,
                                "Duplicates recognized per second",
                                "per second",
                                Pace::perSecond),
                        paces(
                                figures,
                                Operation.NEW,
                                "Time of a new claim that 99 of 100 keep to",
                                "microseconds",
                                Pace::p99Micros)));
    }

    /** One bar for each store and state. */
    static void writeBytes(List<IdSize> sizes, Path png) throws IOException {
        CategoryChart chart = chart("Bytes to remember one handled event", "bytes");
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setDecimalPattern("0");
        chart.addSeries(
                        "bytes",
                        sizes.stream()
                                .map(size -> size.side().label + ", " + size.when())
                                .toList(),
                        sizes.stream().map(IdSize::bytesEach).toList())
                .setFillColor(BYTES_COLOUR);
        write(png, List.of(chart));
    }

    private static CategoryChart paces(
            ClaimFigures figures, Operation operation, String title, String unit, ToDoubleFunction<Pace> figure) {
        CategoryChart chart = chart(title, unit + " (logarithmic)");
        CategoryStyler style = chart.getStyler();
        style.setYAxisLogarithmic(true);
        style.setYAxisDecimalPattern("#,##0");
        style.setLabelsVisible(false);
        Map<Integer, List<Double>> heights = IntStream.of(ClaimPlan.THREADS)
                .boxed()
                .collect(Collectors.toMap(threads -> threads, threads -> heights(figures, operation, threads, figure)));
        double least = heights.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        style.setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
        List<String> names = figures.sides().stream().map(ClaimCharts::name).toList();
        for (int i = 0; i < ClaimPlan.THREADS.length; i++) {
            int threads = ClaimPlan.THREADS[i];
            chart.addSeries(threads + (threads == 1 ? " thread" : " threads"), names, heights.get(threads))
                    .setFillColor(THREADS_COLOURS.get(i));
        }
        return chart;
    }

    private static List<Double> heights(
            ClaimFigures figures, Operation operation, int threads, ToDoubleFunction<Pace> figure) {
        return figures.sides().stream()
                .map(side -> figures.median(new Cell(side, operation, threads), figure)
                        .orElseThrow())
                .toList();
    }

    /** What is not ours is set apart where colours are taken already. */
    private static String name(Side side) {
        return side.isOurs() ? side.label : "(" + side.label + ")";
    }

    private static CategoryChart chart(String title, String unit) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(unit)
                .build();
        CategoryStyler style = chart.getStyler();
        style.setAvailableSpaceFill(0.8);
        style.setLabelsVisible(true);
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridVerticalLinesVisible(false);
        style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        style.setXAxisLabelRotation(20);
        style.setPlotGridLinesStroke(new BasicStroke(0.5f));
        return chart;
    }

    private static void write(Path png, List<CategoryChart> charts) throws IOException {
        BufferedImage image = new BufferedImage(
                (int) (WIDTH * SCALE), (int) (HEIGHT * SCALE * charts.size()), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(SCALE, SCALE);
            for (CategoryChart chart : charts) {
                chart.paint(graphics, WIDTH, HEIGHT);
                graphics.translate(0, HEIGHT);
            }
        } finally {
            graphics.dispose();
        }
        ImageIO.write(image, "png", png.toFile());
    }
}

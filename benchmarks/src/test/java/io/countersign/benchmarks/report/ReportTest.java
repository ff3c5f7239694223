package io.countersign.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    @TempDir
    private Path folder;

    private final Figures figures = new Figures();

    private void everyRow() {
        VerifyRows.full().forEach(row -> figures.add(0, row, new Sample(100, 120, 48)));
    }

    @Test
    void report_written_holdsMachineRowsForksAndGoals() {
        figures.add(0, VerifyRows.keptMac(1024), new Sample(100, 120, 48));
        figures.add(1, VerifyRows.keptMac(1024), new Sample(104, 130, 48));
        Path file = folder.resolve("report.json");

        new Report(
                        true,
                        Instant.parse("2026-11-21T10:00:00Z"),
                        Machine.thisOne(Optional.empty()),
                        0.5,
                        1.5,
                        2,
                        Length.QUICK,
                        Report.rows(figures),
                        List.of(
                                Goal.atMost("met", OptionalDouble.of(0.5), 1),
                                Goal.atMost("missing", OptionalDouble.empty(), 1)))
                .write(file);

        JsonNode read = JsonMapper.builder().build().readTree(file);
        assertThat(read.at("/quick").asBoolean()).isTrue();
        assertThat(read.at("/machine/cores").asInt()).isPositive();
        assertThat(read.at("/machine/javaOfVirtualThreads").asString()).contains("JAVA_HOME_25");
        assertThat(read.at("/rows/0/row/benchmark").asString()).isEqualTo("GitHubBenchmark.keptMac");
        assertThat(read.at("/rows/0/median/cpuNanos").asDouble()).isEqualTo(102);
        assertThat(read.at("/rows/0/forks").size()).isEqualTo(2);
        assertThat(read.at("/goals/0/met").asBoolean()).isTrue();
        assertThat(read.at("/goals/1/measured").isNull()).isTrue();
        assertThat(read.at("/goals/1/met").asBoolean()).isFalse();
    }

    @Test
    void chart_ofAFullRun_isAnImage() throws IOException {
        everyRow();
        Path png = folder.resolve("chart.png");

        assertThat(Chart.write(figures, png)).isTrue();
        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(960);
    }

    @Test
    void chart_noSizeAtWhichEveryoneWasMeasured_isNotWritten() throws IOException {
        figures.add(0, VerifyRows.keptMac(1024), new Sample(100, 120, 48));

        assertThat(Chart.write(figures, folder.resolve("chart.png"))).isFalse();
    }
}

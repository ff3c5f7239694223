package io.countersign.benchmarks.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimChartsTest {
    @TempDir
    private Path folder;

    @Test
    void charts_ofARun_areImages() throws IOException {
        ClaimFigures figures = new ClaimFigures();
        for (Cell cell : ClaimPlan.QUICK.round(0, List.of(Side.values()))) {
            figures.add(0, cell, new Pace(1_000 * cell.threads(), 20, 3_000, 100));
        }
        Path paces = folder.resolve("paces.png");
        Path bytes = folder.resolve("bytes.png");

        ClaimCharts.writePaces(figures, paces);
        ClaimCharts.writeBytes(List.of(IdSize.of(Side.REDIS, IdSize.FRESH, 10, 1_410)), bytes);

        assertThat(ImageIO.read(paces.toFile()).getWidth()).isEqualTo(1_500);
        assertThat(ImageIO.read(bytes.toFile()).getWidth()).isEqualTo(1_500);
    }
}

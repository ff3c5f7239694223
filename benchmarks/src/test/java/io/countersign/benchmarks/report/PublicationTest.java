package io.countersign.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    private static final String BEGIN = "<!-- figures of claims: bin/benchmark --publish writes them -->\n";
    private static final String END = "<!-- end of the figures of claims -->\n";

    @TempDir
    private Path folder;

    private Path page;
    private Path image;

    @BeforeEach
    void aFullRunOfClaims() throws IOException {
        page = folder.resolve("page.md");
        image = folder.resolve("images/benchmark.png");
        Files.writeString(folder.resolve("claims.png"), "paces");
        Files.writeString(folder.resolve("claims-bytes.png"), "bytes");
        Files.writeString(folder.resolve("claims.md"), "new figures\n");
    }

    @Test
    void publish_afterClaims_replacesTheirChartsAndFiguresAndNothingElse() throws IOException {
        Files.writeString(page, "before\n" + BEGIN + "old figures\n" + END + "after\n");

        Publication.publish(folder, image, page);

        assertThat(page).hasContent("before\n" + BEGIN + "\nnew figures\n\n" + END + "after\n");
        assertThat(image.resolveSibling("claims.png")).hasContent("paces");
        assertThat(image.resolveSibling("claims-bytes.png")).hasContent("bytes");
        assertThat(image).doesNotExist();
    }

    @Test
    void publish_afterHttp_replacesItsChartAndFigures() throws IOException {
        Files.delete(folder.resolve("claims.md"));
        Files.writeString(folder.resolve("http.png"), "requests");
        Files.writeString(folder.resolve("http.md"), "kept\n");
        String begin = BEGIN.replace("claims", "http");
        String end = END.replace("claims", "http");
        Files.writeString(page, begin + "old figures\n" + end);

        Publication.publish(folder, image, page);

        assertThat(page).hasContent(begin + "\nkept\n\n" + end);
        assertThat(image.resolveSibling("http.png")).hasContent("requests");
    }

    @Test
    void publish_intoAPageWithoutAPlaceForFigures_saysWhatIsMissing() throws IOException {
        Files.writeString(page, "before\n" + BEGIN);

        assertThatIllegalStateException()
                .isThrownBy(() -> Publication.publish(folder, image, page))
                .withMessageContaining(END.strip());
        assertThat(page).hasContent("before\n" + BEGIN);
    }
}

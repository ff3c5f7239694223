package io.countersign.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchmarkMainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new BenchmarkMain())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void benchmark_subjectThatIsPlanned_saysItIsNotThereYet() {
        assertThat(run("--quick", "relay")).isEqualTo(2);
        assertThat(err.toString()).contains("\"relay\" cannot be measured yet; so far there are: verify, claims, http");
    }

    @Test
    void benchmark_unknownSubject_saysWhatThereIs() {
        assertThat(run("verfiy")).isEqualTo(2);
        assertThat(err.toString()).contains("\"verfiy\" is unknown; there are: verify, claims, http");
    }

    @Test
    void benchmark_directoryThatCannotBe_failsBeforeItMeasures() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(run("--out", file.resolve("reports").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("cannot write a file").contains("--out");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void benchmarkClaims_directoryThatCannotBe_failsBeforeItMeasures() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(run("claims", "--out", file.resolve("reports").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("cannot write a file").contains("--out");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void publish_withASubject_isRefused() {
        assertThat(run("--publish", "verify")).isEqualTo(2);
    }

    @Test
    void publish_noFullRun_saysHowToMakeOne() throws IOException {
        Files.createFile(folder.resolve("verify-quick.png"));

        assertThat(run("--publish", "--out", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("run bin/benchmark verify without --quick first");
    }

    @Test
    void publish_afterAFullRun_copiesItsChart() throws IOException {
        Files.writeString(folder.resolve("verify.png"), "chart");
        Path image = folder.resolve("docs/images/benchmark.png");

        assertThat(run("--publish", "--out", folder.toString(), "--image", image.toString()))
                .isZero();
        assertThat(image).hasContent("chart");
    }
}

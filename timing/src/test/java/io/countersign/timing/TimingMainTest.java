package io.countersign.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TimingMainTest {
    @TempDir
    private Path directory;

    private int run(String... arguments) {
        return new CommandLine(new TimingMain()).execute(arguments);
    }

    /** Which of the two classes is slower depends on nothing here: the loop stops at byte 1 of 32, or at byte 32. */
    @Test
    void leakOfTheControl_isFound_andItsDetailsAreWritten() throws Exception {
        Path report = directory.resolve("made/timing.json");

        int status =
                run("--only", "control-compare", "--samples", "60000", "--seed", "7", "--report", report.toString());

        assertThat(status).isZero();
        JsonNode written = JsonMapper.shared().readTree(Files.readAllBytes(report));
        assertThat(written.get("seed").asLong()).isEqualTo(7);
        assertThat(written.get("experiments").size()).isEqualTo(1);
        assertThat(written.get("experiments").get(0).get("worstAbsoluteT").asDouble())
                .isGreaterThan(Experiment.CLEAR_LEAK);
    }

    @Test
    void nameThatNobodyHas_isWrongUsage() {
        assertThat(run("--only", "nothing")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void samples_tooFewToSayAnything_areWrongUsage() {
        assertThat(run("--samples", "9999")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}

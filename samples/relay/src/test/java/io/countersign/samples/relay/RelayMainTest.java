package io.countersign.samples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RelayMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void help_namesEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--config", "--port", "--data", "--once", "--verbose", "--version");
    }

    @Test
    void version_isOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("countersign-relay ").hasLineCount(1);
    }

    @Test
    void unknownOption_showsTheUsage() {
        assertThat(run("--konfig")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option", "Usage: relay");
    }

    @Test
    void portOutOfRange_isWrongUsage() {
        assertThat(run("--port", "65536")).isEqualTo(2);
        assertThat(run("--port", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--port must be 0 to 65535 but is 65536");
    }

    @Test
    void onceWithConfig_isWrongUsage() throws Exception {
        Path file = Files.createFile(directory.resolve("relay.yaml"));
        assertThat(run("--once", "--config", file.toString())).isEqualTo(2);
    }

    @Test
    void fileThatIsMissing_orADirectory_orOfAnotherKind_isOneSentence() throws Exception {
        assertThat(run("--config", directory.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no configuration file").hasLineCount(1);
        assertThat(run(
                        "--config",
                        Files.createDirectory(directory.resolve("d.yaml")).toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot be read");
        assertThat(run(
                        "--config",
                        Files.createFile(directory.resolve("relay.txt")).toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("must end in one of [.yaml, .yml, .properties]")
                .hasLineCount(3);
    }

    @Test
    void dataDirectoryThatCannotBeMade_isOneSentence() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(run("--once", "--data", file.resolve("below").toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("the data directory", "cannot be made or written to")
                .hasLineCount(1);
    }

    @Test
    void dataDirectoryThatIsMissing_isMade_andLeftEmpty() {
        Path made = DataDirectory.of(directory.resolve("a/b")).path();
        assertThat(made).isEmptyDirectory();
    }

    @Test
    void configurationWithAMistake_isNoStart() throws Exception {
        Path file = Files.writeString(directory.resolve("relay.yaml"), "relay: {}\n");
        assertThat(run("--config", file.toString(), "--port", "0")).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    private int run(String... args) {
        return new CommandLine(new RelayMain())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}

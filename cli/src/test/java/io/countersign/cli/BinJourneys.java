package io.countersign.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/countersign} as a process of its own, after the build has packaged it. */
class BinJourneys {
    private static final Path BIN =
            Path.of("..", "bin", "countersign").toAbsolutePath().normalize();
    private static final Path VECTORS = Path.of("..", "testkit/src/main/resources/io/countersign/testkit/vectors");
    private static final String SECRET = "It's a Secret to Everybody";

    @TempDir
    private Path directory;

    private record Ended(int exit, String out, String err) {}

    private Ended run(Map<String, String> environment, String stdin, Path command, String... args)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(args));
        Path in = Files.writeString(directory.resolve("stdin"), stdin);
        Path out = directory.resolve("stdout");
        Path err = directory.resolve("stderr");
        ProcessBuilder process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().putAll(environment);
        Process started = process.start();
        assertThat(started.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
        return new Ended(started.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private Ended countersign(String stdin, String... args) throws IOException, InterruptedException {
        return run(Map.of("SECRET", SECRET), stdin, BIN, args);
    }

    @Test
    void version_isThatOfTheBuild() throws Exception {
        Ended ended = countersign("", "--version");

        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).matches("countersign \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void publishedVectors_allPass() throws Exception {
        List<String> args = new ArrayList<>(List.of("vectors"));
        try (Stream<Path> all = Files.list(VECTORS)) {
            all.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> args.add(file.toAbsolutePath().toString()));
        }

        Ended ended = countersign("", args.toArray(String[]::new));

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).endsWith(" passed, 0 failed" + System.lineSeparator());
        assertThat(ended.exit()).isZero();
    }

    @Test
    void whatOneSigns_theOtherVerifies_andExplainsWhereItWasChanged() throws Exception {
        Ended signed =
                countersign("Hello, World!", "sign", "--scheme", "github", "--secret-env", "SECRET", "--body", "-");
        assertThat(signed.exit()).as(signed.err()).isZero();
        Files.writeString(directory.resolve("headers.txt"), signed.out());

        Ended verified = countersign(
                "Hello, World!",
                "verify",
                "--scheme",
                "github",
                "--secret-env",
                "SECRET",
                "--headers-file",
                "headers.txt",
                "--body",
                "-");
        assertThat(verified.out()).isEqualToIgnoringNewLines("valid: the body is signed with secret SECRET");
        assertThat(verified.exit()).isZero();

        Ended explained = countersign(
                "Hello, World!\n",
                "explain",
                "--scheme",
                "github",
                "--secret-env",
                "SECRET",
                "--headers-file",
                "headers.txt",
                "--body",
                "-");
        assertThat(explained.exit()).isEqualTo(1);
        assertThat(explained.out())
                .contains("not valid: SIGNATURE_MISMATCH", "cause: the received body has a final newline")
                .doesNotContain("\u001b");
        assertThat(explained.err()).isEmpty();
    }

    @Test
    void schemeDocument_canBeFedBack_fromAnyFolder_throughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("cs"), BIN);
        Ended printed = run(Map.of(), "", link, "schemes", "discord");
        Files.writeString(directory.resolve("my scheme.yaml"), printed.out());

        Ended verified = run(
                Map.of("KEY", "0a81997d7673889d50f91fa0cf664f1c7a6ababd03f71cf0fe5d68ad7576d337"),
                "",
                link,
                "verify",
                "--scheme",
                "my scheme.yaml",
                "--secret-env",
                "KEY");

        assertThat(verified.err()).isEmpty();
        assertThat(verified.out()).startsWith("not valid: SIGNATURE_MISSING");
        assertThat(verified.exit()).isEqualTo(1);
    }

    @Test
    void wrongUsage_isOneLine_withExitCode2() throws Exception {
        Ended ended = countersign("", "verify", "--scheme", "github", "--secret", "hunter2");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("a secret does not belong on the command line")
                .hasLineCount(1);
    }

    @Test
    void javaThatIsMissing_isSaidSo() throws Exception {
        Ended ended = run(Map.of("JAVA_HOME", "/nonexistent"), "", BIN, "schemes");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err())
                .contains("there is no bin/java in JAVA_HOME (/nonexistent)")
                .hasLineCount(1);
    }
}

package io.countersign.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualThreadsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void homes() throws IOException {
        jdk("20.0.2");
        jdk("21.0.5");
        jdk("25");
        Files.createDirectories(folder.resolve("none"));
    }

    private void jdk(String version) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(version).resolve("bin"));
        Files.writeString(
                folder.resolve(version).resolve("release"), "IMPLEMENTOR=\"Acme\"\nJAVA_VERSION=\"" + version + "\"\n");
        assertThat(Files.createFile(bin.resolve("java")).toFile().setExecutable(true))
                .isTrue();
    }

    private Stream<Path> homes(String... versions) {
        return Stream.of(versions).map(folder::resolve);
    }

    @Test
    void find_severalJdks_takesTheFirstThatHasThem() {
        assertThat(VirtualThreads.firstOf(homes("none", "20.0.2", "21.0.5", "25")))
                .hasValue(new VirtualThreads(folder.resolve("21.0.5/bin/java"), 21));
    }

    @Test
    void find_onlyOlderJdks_findsNone() {
        assertThat(VirtualThreads.firstOf(homes("none", "20.0.2"))).isEmpty();
    }

    @Test
    void find_jdkWithoutExecutable_isNone() throws IOException {
        Files.delete(folder.resolve("25/bin/java"));

        assertThat(VirtualThreads.firstOf(homes("25"))).isEmpty();
    }

    @Test
    void arguments_olderThanTheWarning_leaveOutWhatThatJdkDoesNotKnow() {
        assertThat(new VirtualThreads(Path.of("java"), 22).jvmArguments())
                .noneMatch(argument -> argument.startsWith("--sun-misc"));
        assertThat(new VirtualThreads(Path.of("java"), 23).jvmArguments())
                .contains("-Djmh.executor=VIRTUAL", "--sun-misc-unsafe-memory-access=allow");
    }
}

package io.countersign.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK that has virtual threads.
 *
 * @param java its {@code java}
 * @param feature its version
 */
public record VirtualThreads(Path java, int feature) {
    private static final int FIRST = 21;
    private static final int WARNS_OF_UNSAFE = 23;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

    /** This JVM's own JDK if it has them, else the first of {@code homes} that has. */
    public static Optional<VirtualThreads> find(Stream<Path> homes) {
        return firstOf(Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), homes));
    }

    static Optional<VirtualThreads> firstOf(Stream<Path> homes) {
        return homes.flatMap(home -> jdkIn(home).stream())
                .filter(jdk -> jdk.feature >= FIRST && Files.isExecutable(jdk.java))
                .findFirst();
    }

    private static Optional<VirtualThreads> jdkIn(Path home) {
        try (Stream<String> release = Files.lines(home.resolve("release"))) {
            return release.map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .map(version ->
                            new VirtualThreads(home.resolve("bin").resolve("java"), Integer.parseInt(version.group(1))))
                    .findFirst();
        } catch (IOException notAJdk) {
            return Optional.empty();
        }
    }

    /** What makes JMH run its threads as virtual ones, and keeps the JDK from warning of what JMH uses. */
    List<String> jvmArguments() {
        String virtual = "-Djmh.executor=VIRTUAL";
        return feature < WARNS_OF_UNSAFE ? List.of(virtual) : List.of(virtual, "--sun-misc-unsafe-memory-access=allow");
    }
}

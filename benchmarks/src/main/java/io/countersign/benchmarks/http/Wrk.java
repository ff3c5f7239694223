package io.countersign.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The load generator {@code wrk}, of Debian's package of that name. Confined to one thread. */
final class Wrk {
    static final int CONNECTIONS = 32;
    private static final String RESULT = "result ";

    private final Path script;

    /** One whose script stands in that folder from now on. */
    Wrk(Path folder) throws IOException {
        this.script = folder.resolve("deliveries.lua");
        try (InputStream in = Wrk.class.getResourceAsStream("deliveries.lua")) {
            if (in == null) {
                throw new IllegalStateException("deliveries.lua is missing in the jar");
            }
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * What came of a burst.
     *
     * @param requests answers of any status
     * @param micros how long it took
     * @param p50Micros half of the answers came within this time
     * @param p99Micros 99 of 100 came within this time
     * @param errors answers that were no 2xx or 3xx, and connections that broke
     */
    record Result(long requests, long micros, long p50Micros, long p99Micros, long errors) {
        double perSecond() {
            return requests * 1e6 / micros;
        }
    }

    /**
     * Sends deliveries of that file for that long, over 32 connections from one thread.
     *
     * @throws IllegalStateException where wrk is missing or fails
     */
    Result run(URI target, Path deliveries, Duration duration) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(List.of(
                            "wrk",
                            "-t1",
                            "-c" + CONNECTIONS,
                            "-d" + duration.toSeconds() + "s",
                            "-s" + script,
                            target.toString(),
                            deliveries.toString()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "wrk is not on the PATH; install it (Debian: apt-get install wrk)", missing);
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return said.lines()
                .filter(line -> line.startsWith(RESULT))
                .map(Wrk::parsed)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk failed: " + said));
    }

    static Result parsed(String line) {
        String[] figures = line.substring(RESULT.length()).split(" ", -1);
        return new Result(
                Long.parseLong(figures[0]),
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]),
                Long.parseLong(figures[3]),
                Long.parseLong(figures[4]));
    }
}

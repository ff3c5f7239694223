package io.countersign.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server of {@link ServerMain}, seen from outside. Confined to one thread. */
final class ServerProcess implements AutoCloseable {
    static final String PORT = "port ";
    static final String SLOWEST = "slowest ";
    static final String HANDLED = "handled ";

    private final Process process;
    private final BufferedReader says;
    private final OutputStream ask;
    private final URI uri;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.says = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
        this.ask = process.getOutputStream();
        this.uri = URI.create("http://127.0.0.1:" + next(PORT) + Target.PATH);
    }

    /**
     * Starts one with this JVM's class path.
     *
     * @param java the JVM that runs it
     * @throws IllegalStateException where it does not start
     */
    static ServerProcess start(Path java, Front front, Variant variant, ServerSettings settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(settings.jvmArguments());
        command.addAll(List.of(
                "-Xms1g",
                "-Xmx1g",
                // Spring Boot would look for a logging system; the binding here says nothing anyway.
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                front.name(),
                variant.name()));
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    URI uri() {
        return uri;
    }

    /** For how many requests the handler was entered. */
    long handled() throws IOException {
        ask();
        return next(HANDLED);
    }

    /** How long it waited at most for a delivery that was too slow. */
    Duration slowest() throws IOException {
        ask();
        Duration slowest = Duration.ofMillis(next(SLOWEST));
        next(HANDLED);
        return slowest;
    }

    private void ask() throws IOException {
        ask.write('\n');
        ask.flush();
    }

    /** The processor time that it took so far, its compiler's and its collector's included. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private long next(String word) throws IOException {
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            if (line.startsWith(word)) {
                return Long.parseLong(line.substring(word.length()));
            }
        }
        throw new IllegalStateException("a server of the benchmark ended; its output is above");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

package io.countersign.samples.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The bridge as a process of its own, as a user starts it. */
final class BridgeProcess implements AutoCloseable {
    private static final String ANNOUNCEMENT = "receiving at ";

    private final Process process;
    private final URI endpoint;

    private BridgeProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts it with those environment variables and waits until it receives. */
    static BridgeProcess start(Class<?> main, Map<String, String> environment) throws IOException {
        Process process = builder(main, environment)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ANNOUNCEMENT)) {
                return new BridgeProcess(process, URI.create(line.substring(ANNOUNCEMENT.length())));
            }
        }
        throw new IllegalStateException("the bridge ended before it received anything");
    }

    /** What it says, exit code first, where it does not start. */
    static String failToStart(Class<?> main, Map<String, String> environment) throws Exception {
        Process process = builder(main, environment).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() + " " + output;
    }

    private static ProcessBuilder builder(Class<?> main, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        builder.environment().keySet().removeIf(name -> name.matches("PORT|(STATUS|PAGER|SLACK).*"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Where it receives. */
    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}

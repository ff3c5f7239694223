package io.countersign.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Runs the command line in this process. */
final class Cli {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private byte[] stdin = new byte[0];
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int exit;

    Cli env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Cli stdin(String text) {
        stdin = text.getBytes(UTF_8);
        return this;
    }

    Cli run(String... args) {
        exit = Countersign.commandLine(
                        new Surroundings(new ByteArrayInputStream(stdin), Map.copyOf(environment), () -> NOW))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
        return this;
    }

    int exit() {
        return exit;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}

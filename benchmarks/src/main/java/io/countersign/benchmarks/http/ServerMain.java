package io.countersign.benchmarks.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One server as a process of its own: says its port, then, for each line that it is given, for how long it was kept waiting for
 * a body at most, and how many requests its handler was entered for. It ends with its input.
 *
 * <p>Thread rule: one.
 */
public final class ServerMain {
    private ServerMain() {}

    /** Runs the front and the variant that the arguments name. */
    public static void main(String[] args) throws Exception {
        // Tomcat speaks to it by itself, whatever binding SLF4J has.
        Logger.getLogger("").setLevel(Level.OFF);
        Target target = new Target(Variant.valueOf(args[1]));
        try (RunningServer server = Front.valueOf(args[0]).start(target, ServerSettings.ofThisProcess())) {
            serve(server, target, System.out);
        }
        System.exit(0);
    }

    private static void serve(RunningServer server, Target target, PrintStream out) throws IOException {
        out.println(ServerProcess.PORT + server.port());
        try (BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            while (asked.readLine() != null) {
                out.println(ServerProcess.SLOWEST + target.slowestMillis());
                out.println(ServerProcess.HANDLED + target.handled());
            }
        }
    }
}

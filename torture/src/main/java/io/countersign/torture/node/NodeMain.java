package io.countersign.torture.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.torture.Subject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** One receiver. It says on its output where it listens and when it reached a failpoint, and is told on its input which to arm. */
public final class NodeMain {
    /** Begins the line with the port. */
    public static final String READY = "ready ";

    /** Begins the line with the failpoint. */
    public static final String REACHED = "reached ";

    private NodeMain() {}

    /** Arguments: the subject, where its store is, the ledger, the lease in milliseconds, the error of this node's clock in seconds. */
    public static void main(String[] args) throws Exception {
        PrintStream controller = System.out;
        Failpoints failpoints = new Failpoints(controller);
        Duration clockError = Duration.ofSeconds(Long.parseLong(args[4]));
        NodeServer server = new NodeServer(
                Parts.of(Subject.valueOf(args[0]), args[1], Path.of(args[2]), failpoints),
                Duration.ofMillis(Long.parseLong(args[3])),
                InstantSource.offset(InstantSource.system(), clockError));
        controller.println(READY + server.start());
        obey(failpoints);
        // Nobody is there any more to tell it to end.
        System.exit(0);
    }

    private static void obey(Failpoints failpoints) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            failpoints.arm(Failpoint.valueOf(command));
        }
    }
}

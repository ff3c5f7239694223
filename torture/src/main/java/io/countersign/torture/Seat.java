package io.countersign.torture;

import io.countersign.torture.node.Failpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A place for one receiver, which is replaced when it was killed; its clock stays as wrong as it was. One thread strikes it;
 * any may ask for the port.
 */
final class Seat implements AutoCloseable {
    /** A store that is down itself at that moment keeps a node from starting. */
    private static final int STARTS = 10;

    /** With so much under way, somebody gets to any failpoint sooner than that; else the node is killed where it is. */
    private static final Duration UNTIL_REACHED = Duration.ofSeconds(5);

    private final List<String> arguments;
    private final Path log;
    private volatile NodeProcess process;
    private volatile int port;

    /** Starts a first one, which is not waited for. */
    Seat(List<String> arguments, Path log) throws IOException {
        this.arguments = List.copyOf(arguments);
        this.log = log;
        this.process = NodeProcess.start(arguments, log);
    }

    /** Where its sender finds it, or would if it were up. */
    int port() {
        return port;
    }

    /** Waits until it listens; starts it again where it ended instead. */
    void awaitListening() throws IOException {
        for (int start = 1; ; start++) {
            try {
                port = process.awaitPort();
                return;
            } catch (IOException ended) {
                if (start == STARTS) {
                    throw ended;
                }
                process.kill();
                process = NodeProcess.start(arguments, log);
            }
        }
    }

    /** Kills it at that point and waits until the next one listens; whether anybody was at the point. */
    boolean replace(Failpoint at) throws IOException {
        boolean reached = process.standAt(at, UNTIL_REACHED);
        process.kill();
        process = NodeProcess.start(arguments, log);
        awaitListening();
        return reached;
    }

    /** Lets it stand still for that long, all threads of it. */
    void pause(Duration duration) throws IOException, InterruptedException {
        process.pause(duration);
    }

    @Override
    public void close() {
        process.kill();
    }
}

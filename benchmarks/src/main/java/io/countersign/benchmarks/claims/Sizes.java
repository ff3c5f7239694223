package io.countersign.benchmarks.claims;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills stores and looks how large they have become. Each gets a place of its own, that nothing else wrote to.
 *
 * <p>Thread rule: confined to one thread.
 */
final class Sizes {
    private static final int BURST = 10;
    private static final int PARTS = 50;
    private static final Pattern USED_MEMORY = Pattern.compile("^used_memory:(\\d+)", Pattern.MULTILINE);

    /** The size does not depend on it, and a million commits would otherwise wait for the disk. */
    private static final String WITHOUT_WAITING = "&options=-c%20synchronous_commit=off";

    private final ClaimPlan plan;

    Sizes(ClaimPlan plan) {
        this.plan = plan;
    }

    /**
     * The table with its indexes: as a burst of a tenth of the ids leaves it; then with all of them and a vacuum whenever it grew
     * by a fiftieth, which is when autovacuum comes; and at last written anew.
     */
    List<IdSize> postgresql(Path directory) throws IOException {
        try (Place place = Place.start(Place.Kind.POSTGRESQL, directory);
                Claimant claimant = Side.POSTGRESQL.open(place.address() + WITHOUT_WAITING, Pools.CONNECTIONS);
                Connection connection = DriverManager.getConnection(place.address());
                Statement statement = connection.createStatement()) {
            List<IdSize> sizes = new ArrayList<>();
            long ids = fill(claimant, BURST);
            sizes.add(IdSize.of(Side.POSTGRESQL, IdSize.FRESH, ids, ofTable(statement)));
            for (int part = PARTS / BURST; part < PARTS; part++) {
                statement.execute("VACUUM webhook_dedup");
                ids += fill(claimant, PARTS);
            }
            statement.execute("VACUUM webhook_dedup");
            sizes.add(IdSize.of(Side.POSTGRESQL, IdSize.TIDY, ids, ofTable(statement)));
            statement.execute("VACUUM FULL webhook_dedup");
            sizes.add(IdSize.of(Side.POSTGRESQL, IdSize.COMPACT, ids, ofTable(statement)));
            return sizes;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** With one of so many parts of the ids. */
    private long fill(Claimant claimant, int parts) {
        return Filling.fill(claimant, plan.ids() / parts, plan.mostOfFilling().dividedBy(parts));
    }

    private static long ofTable(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_total_relation_size('webhook_dedup')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the server says that its data take. */
    List<IdSize> redis(Path directory) throws IOException {
        try (Place place = Place.start(Place.Kind.REDIS, directory)) {
            RedisClient client = RedisClient.create(place.address());
            try (Claimant claimant = Side.REDIS.open(place.address(), Pools.CONNECTIONS)) {
                RedisCommands<String, String> commands = client.connect().sync();
                long before = usedMemory(commands);
                Filling.fill(claimant, plan.ids(), plan.mostOfFilling());
                long after = usedMemory(commands);
                return List.of(IdSize.of(Side.REDIS, IdSize.FRESH, commands.dbsize(), after - before));
            } finally {
                client.shutdown();
            }
        }
    }

    private static long usedMemory(RedisCommands<String, String> commands) {
        Matcher used = USED_MEMORY.matcher(commands.info("memory"));
        if (!used.find()) {
            throw new IllegalStateException("Redis does not say how much memory it uses");
        }
        return Long.parseLong(used.group(1));
    }

    /** The file, when what was written last stands in it. */
    List<IdSize> sqlite(Path directory) throws IOException {
        try (Place place = Place.start(Place.Kind.SQLITE, directory)) {
            long ids;
            try (Claimant claimant = Side.SQLITE.open(
                    place.address().replace("synchronous=FULL", "synchronous=NORMAL"), Pools.CONNECTIONS)) {
                ids = Filling.fill(claimant, plan.ids(), plan.mostOfFilling());
            }
            try (Connection connection = DriverManager.getConnection(place.address());
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            return List.of(IdSize.of(Side.SQLITE, IdSize.FRESH, ids, Files.size(directory.resolve("claims.db"))));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}

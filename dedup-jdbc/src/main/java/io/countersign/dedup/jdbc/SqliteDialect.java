package io.countersign.dedup.jdbc;

import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SQLite: first a read, then a statement that takes the row if need be. There are no round trips to save. */
final class SqliteDialect extends Dialect {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDedupStore.class);

    /** SQLITE_BUSY and SQLITE_LOCKED; the bits above tell their kinds apart. */
    private static final int BUSY = 5;

    private static final int LOCKED = 6;
    private static final int PRIMARY_CODE = 0xff;

    private static final int SYNCHRONOUS_NORMAL = 1;
    private static final int SYNCHRONOUS_FULL = 2;
    private static final String ADVICE =
            "use jdbc:sqlite:FILE?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE";

    private final String take;
    private final String read;

    SqliteDialect(TableName table, InstantSource clock) {
        super(table, clock);
        if (table.hasSchema()) {
            throw new IllegalArgumentException(
                    "SQLite has no schemas: name the table without one, instead of \"" + table + "\"");
        }
        // WHERE true tells the parser that ON begins the conflict clause and not a join's.
        take = in("""
                INSERT INTO webhook_dedup AS d (event_key, owner, digest, state, attempts, taken_over, body_changed,
                                                fence, lease_until, expires_at)
                SELECT event_key, owner, digest, 1, 1, 0, 0, fence, fence + lease, fence + retention
                  FROM (SELECT ? AS event_key, ? AS owner, ? AS digest, ? AS lease, ? AS retention, ? AS fence)
                 WHERE true
                ON CONFLICT (event_key) DO UPDATE SET
                  %s
                 WHERE NOT %s
                RETURNING state, attempts, fence, status, 1, 1, 0, taken_over, body_changed""".formatted(Rules.assigned("excluded"), Rules.refused("excluded")));
        read = readSql();
    }

    @Override
    Database database() {
        return Database.SQLITE;
    }

    @Override
    @Nullable
    ClaimResult claim(Session session, ClaimRequest request) throws SQLException {
        return readOrTake(session, request, take, read);
    }

    @Override
    String purge() {
        return in("""
                DELETE FROM webhook_dedup WHERE event_key IN (
                  SELECT event_key FROM webhook_dedup
                   WHERE expires_at <= {now} AND (state <> 1 OR lease_until <= {now})
                   ORDER BY expires_at LIMIT ?)""");
    }

    @Override
    String now() {
        return "?";
    }

    @Override
    boolean isRace(SQLException failure) {
        int code = failure.getErrorCode() & PRIMARY_CODE;
        return code == BUSY || code == LOCKED;
    }

    @Override
    boolean checkDurable(Session session, boolean lossIsAccepted) throws SQLException {
        String journal = pragma(session, "journal_mode");
        if (!journal.equalsIgnoreCase("wal")) {
            throw new IllegalStateException("SQLite's journal_mode must be WAL but is \"" + journal
                    + "\", with which claims wait for every reader, or in memory each connection has a database of its own; "
                    + ADVICE);
        }
        int synchronous = Integer.parseInt(pragma(session, "synchronous"));
        if (synchronous < SYNCHRONOUS_NORMAL && !lossIsAccepted) {
            throw new IllegalStateException(
                    "SQLite's synchronous must be FULL but is OFF, with which a crash of the machine"
                            + " loses claims or the whole file; " + ADVICE);
        }
        if (synchronous < SYNCHRONOUS_FULL) {
            LOG.warn("SQLite's synchronous is not FULL: the last claims may be lost when the power fails; {}", ADVICE);
        }
        if (Integer.parseInt(pragma(session, "busy_timeout")) == 0) {
            LOG.warn("SQLite's busy_timeout is 0: a writer in another process makes claims fail at once; {}", ADVICE);
        }
        if (locksWhileAtRest(session)) {
            LOG.warn(
                    "the DataSource hands out connections with autoCommit off, and transaction_mode is not DEFERRED: each of"
                            + " them keeps SQLite's write lock while it rests in the pool, so that claims fail as soon as there are two;"
                            + " leave autoCommit on in the pool");
        }
        return synchronous >= SYNCHRONOUS_NORMAL;
    }

    /** The driver begins a transaction as soon as autoCommit goes off, and any but a deferred one takes the lock at once. */
    private static boolean locksWhileAtRest(Session session) throws SQLException {
        String url = session.connection().getMetaData().getURL().toUpperCase(Locale.ROOT);
        return !session.cameWithAutoCommit()
                && url.contains("TRANSACTION_MODE=")
                && !url.contains("TRANSACTION_MODE=DEFERRED");
    }

    private static String pragma(Session session, String name) throws SQLException {
        try (Call call = session.call("PRAGMA " + name)) {
            String value = call.row(row -> row.getString(1));
            return value == null ? "" : value;
        }
    }

    @Override
    boolean isRemote() {
        return false;
    }

    @Override
    boolean hasUuids() {
        return false;
    }

    /** There is one writer at a time. Waiting in line for it is fair; SQLite's own waiting is not. */
    @Override
    int usefulCalls() {
        return 1;
    }
}

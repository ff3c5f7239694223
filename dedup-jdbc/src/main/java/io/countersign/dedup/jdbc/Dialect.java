package io.countersign.dedup.jdbc;

import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The statements of one database for one table, and how that database behaves. Safe for concurrent use. */
abstract class Dialect {
    private static final int FIRST_PAUSE_NANOS = 1_000_000;
    private static final int MOST_DOUBLINGS = 5;

    private final TableName table;
    private final @Nullable InstantSource clock;

    /** @param clock for a database that has no clock of its own; null where it asks its server's */
    Dialect(TableName table, @Nullable InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    static Dialect of(Database database, TableName table, InstantSource clock) {
        return switch (database) {
            case POSTGRESQL -> new PostgresDialect(table);
            case SQLITE -> new SqliteDialect(table, clock);
            case H2 -> new H2Dialect(table, clock);
            case MYSQL -> new MysqlDialect(table);
        };
    }

    abstract Database database();

    /** Claims, or says who has it; null where somebody was faster and the answer has to be asked for again. */
    abstract @Nullable ClaimResult claim(Session session, ClaimRequest request) throws SQLException;

    /** Removes a batch of forgotten rows; parameters are the time, the time and the number. */
    abstract String purge();

    /** The time in microseconds, as SQL or as a parameter. */
    abstract String now();

    /** Whether the same statement, sent again, may well succeed: it met another one after the same row. */
    abstract boolean isRace(SQLException failure);

    /**
     * Checks that what the database answered as done it still knows after its process ended.
     *
     * @throws IllegalStateException where it would not, with what to set
     * @return whether it is so
     */
    boolean checkDurable(Session session, boolean lossIsAccepted) throws SQLException {
        return true;
    }

    /** Whether a network lies between, that may be dead. */
    boolean isRemote() {
        return true;
    }

    /** How a statement ends that takes too long. */
    enum Cancelling {
        /** By itself: to cancel it would do something to the connection that stays. */
        NEVER,
        /** By JDBC's query timeout, which costs next to nothing here. */
        BY_ITS_DRIVER,
        /** By the one who waits for it: the driver's timeout would be a timer for each statement. */
        BY_WHO_WAITS
    }

    Cancelling cancelling() {
        return Cancelling.BY_ITS_DRIVER;
    }

    boolean hasUuids() {
        return true;
    }

    boolean isShared() {
        return true;
    }

    /**
     * How many calls at once do some good: as many as the most common pool has connections by default. Threads that wait for one
     * another's connections double what a call takes of this machine's processor.
     */
    int usefulCalls() {
        return 10;
    }

    long pauseNanos(int tries) {
        return ThreadLocalRandom.current().nextLong((long) FIRST_PAUSE_NANOS << Math.min(tries, MOST_DOUBLINGS));
    }

    final @Nullable InstantSource clock() {
        return clock;
    }

    /** {@code sql} with the table's name. */
    final String in(String sql) {
        return table.in(sql.replace("{now}", now()));
    }

    /**
     * Reads the row, and tries to take it where it seems to be free.
     *
     * <p>A statement that may write waits for a lock, in SQLite for the only one there is, also where it would then find nothing
     * to write; a read waits for nobody. So retries of what is handled or in progress never stand in line behind a commit.
     */
    final @Nullable ClaimResult readOrTake(Session session, ClaimRequest request, String take, String read)
            throws SQLException {
        ClaimResult known = read(session, request, read);
        if (known != null && !(known instanceof ClaimResult.Acquired)) {
            return known;
        }
        ClaimRow taken = take(session, request, take);
        return taken == null ? null : taken.answer(request);
    }

    final @Nullable ClaimRow take(Session session, ClaimRequest request, String sql) throws SQLException {
        try (Call call = session.call(sql)) {
            return bind(call, request).row(ClaimRow::read);
        }
    }

    /** Every claiming statement has these parameters. */
    static Call bind(Call call, ClaimRequest request) throws SQLException {
        return call.with(RowKey.of(request.key()))
                .with(request.owner())
                .with(RowKey.of(request.digest()))
                .with(Micros.of(request.lease()))
                .with(Micros.of(request.retention()))
                .withNow();
    }

    static @Nullable ClaimResult read(Session session, ClaimRequest request, String sql) throws SQLException {
        UUID key = RowKey.of(request.key());
        try (Call call = session.call(sql)) {
            ClaimRow row = call.with(RowKey.of(request.digest()))
                    .with(request.owner())
                    .withNow()
                    .with(key)
                    .row(ClaimRow::read);
            return row == null ? null : row.answer(request);
        }
    }

    /** What {@link ClaimRow} reads, for a row that somebody else wrote. */
    final String readSql() {
        return in("""
                SELECT d.state, d.attempts, d.fence, d.status, d.digest = ?, d.owner = ?,
                       CASE d.state WHEN 1 THEN d.lease_until WHEN 2 THEN d.expires_at ELSE 0 END - {now},
                       d.taken_over, d.body_changed
                  FROM webhook_dedup d
                 WHERE d.event_key = ?""");
    }
}

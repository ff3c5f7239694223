package io.countersign.dedup.jdbc;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A statement whose parameters are given in the order in which they stand. Confined to one thread. */
final class Call implements AutoCloseable {
    private static final int UUID_BYTES = 16;

    private final PreparedStatement statement;
    private final Dialect dialect;
    private @Nullable Attempt attempt;
    private int parameters;

    private Call(PreparedStatement statement, Dialect dialect) {
        this.statement = statement;
        this.dialect = dialect;
    }

    static Call on(Connection connection, Dialect dialect, String sql) throws SQLException {
        return new Call(connection.prepareStatement(sql), dialect);
    }

    /** The driver is to cancel it after that time. */
    Call limit(int seconds) throws SQLException {
        statement.setQueryTimeout(seconds);
        return this;
    }

    /** Who waits for the attempt may cancel it until it is closed. */
    Call during(Attempt waitedFor) {
        attempt = waitedFor;
        waitedFor.begin(statement);
        return this;
    }

    Call with(UUID value) throws SQLException {
        if (dialect.hasUuids()) {
            statement.setObject(++parameters, value);
        } else {
            statement.setBytes(++parameters, bytes(value));
        }
        return this;
    }

    Call with(long value) throws SQLException {
        statement.setLong(++parameters, value);
        return this;
    }

    /** The time, for a database that does not ask its own clock. */
    Call withNow() throws SQLException {
        InstantSource clock = dialect.clock();
        return clock == null ? this : with(Micros.of(clock.instant()));
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    /** The one row, or null. */
    <T extends @Nullable Object> @Nullable T row(Reader<T> reader) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            T row = rows.next() ? reader.read(rows) : null;
            // An embedded database may commit only when it is asked for a row and there is none; what fails then must
            // be seen.
            if (row != null && rows.next()) {
                throw new IllegalStateException("one row was expected");
            }
            return row;
        }
    }

    /** Reads the current row. */
    interface Reader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    private static byte[] bytes(UUID value) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    @Override
    public void close() throws SQLException {
        if (attempt != null) {
            attempt.end();
        }
        statement.close();
    }
}

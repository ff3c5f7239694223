package io.countersign.dedup.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A connection for a few statements, each of them a transaction of its own, and all of them within a time. Leaves the
 * connection as it was. Confined to one thread.
 */
final class Session implements AutoCloseable {
    /** A statement that is cancelled gets so long to say so before the connection is given up. */
    private static final int GRACE_MILLIS = 250;

    private static final int UNCHANGED = -1;

    private final Connection connection;
    private final Dialect dialect;
    private final Attempt attempt;
    private final Deadline deadline;
    private boolean autoCommit = true;
    private int networkTimeout = UNCHANGED;

    private Session(Connection connection, Dialect dialect, Attempt attempt) {
        this.connection = connection;
        this.dialect = dialect;
        this.attempt = attempt;
        this.deadline = attempt.deadline();
    }

    static Session open(DataSource dataSource, Dialect dialect, Attempt attempt) throws SQLException {
        Session session = new Session(dataSource.getConnection(), dialect, attempt);
        try {
            session.prepare();
            return session;
        } catch (SQLException | RuntimeException failed) {
            try (session) {
                throw failed;
            }
        }
    }

    private void prepare() throws SQLException {
        if (dialect.isRemote()) {
            limitTheNetwork();
        }
        autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
    }

    private void limitTheNetwork() throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            int millis = deadline.secondsLeft() * 1_000 + GRACE_MILLIS;
            connection.setNetworkTimeout(Runnable::run, before == 0 ? millis : Math.min(before, millis));
            networkTimeout = before;
        } catch (SQLFeatureNotSupportedException notThere) {
            // The statement's own timeout has to do.
            networkTimeout = UNCHANGED;
        }
    }

    /** Prepares a statement that is cancelled when the time is over, where its database can do so. */
    Call call(String sql) throws SQLException {
        return switch (dialect.cancelling()) {
            case NEVER -> Call.on(connection, dialect, sql);
            case BY_ITS_DRIVER -> Call.on(connection, dialect, sql).limit(deadline.secondsLeft());
            case BY_WHO_WAITS -> Call.on(connection, dialect, sql).during(attempt);
        };
    }

    Connection connection() {
        return connection;
    }

    /** Whether the DataSource hands out connections that commit each statement by themselves. */
    boolean cameWithAutoCommit() {
        return autoCommit;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Lets another one who is after the same row get ahead: for a random time that grows with each try. */
    void pause(int tries) throws SQLException {
        long nanos = Math.min(deadline.nanosLeft(), dialect.pauseNanos(tries));
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (connection.isClosed()) {
                return;
            }
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
            if (networkTimeout != UNCHANGED) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
        }
    }
}

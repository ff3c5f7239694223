package io.countersign.dedup.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A call under way: by when it has to be done, and the statement that the database works on, which whoever waits no longer can
 * have cancelled.
 *
 * <p>A timer for each statement, as some drivers have it, takes nearly as much of the processor as the rest of what the driver does
 * where calls come one at a time: setting it wakes the timer's thread. Somebody waits for the call's end anyway. Safe for concurrent
 * use.
 */
final class Attempt {
    private final Deadline deadline;
    private volatile @Nullable PreparedStatement underWay;

    Attempt(Deadline deadline) {
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }

    void begin(PreparedStatement statement) {
        underWay = statement;
    }

    void end() {
        underWay = null;
    }

    /** What is cancelled just before the database begins with it goes on, until the network's timeout ends its connection. */
    void cancel() {
        PreparedStatement statement = underWay;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException | RuntimeException endedMeanwhile) {
                // Closed by now, or the server is away: the network's timeout remains.
            }
        }
    }
}

package io.countersign.dedup.jdbc;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.SettleResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The verbs as statements, each tried again when it meets another one after the same row. Safe for concurrent use. */
final class ClaimTable {
    private static final int TRIES = 12;

    /** No event has this key. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final BoundedCalls calls;
    private final String complete;
    private final String release;
    private final String renew;
    private final String state;
    private final String touch;

    ClaimTable(DataSource dataSource, Dialect dialect, BoundedCalls calls) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.calls = calls;
        complete = dialect.in("UPDATE webhook_dedup SET state = 2, status = ?, lease_until = NULL, owner = NULL"
                + " WHERE event_key = ? AND fence = ? AND state = 1");
        release = dialect.in("UPDATE webhook_dedup SET state = 0, lease_until = NULL, owner = NULL"
                + " WHERE event_key = ? AND fence = ? AND state = 1");
        renew = dialect.in(
                "UPDATE webhook_dedup SET lease_until = {now} + ? WHERE event_key = ? AND fence = ? AND state = 1");
        state = dialect.in("SELECT state FROM webhook_dedup WHERE event_key = ? AND fence = ?");
        touch = dialect.in("DELETE FROM webhook_dedup WHERE event_key = ?");
    }

    /** Some statements; null when they have to be sent again. */
    private interface Work<T> {
        @Nullable
        T run(Session session) throws SQLException;
    }

    /** A change of the one row that a claim holds; how many rows it was. */
    private interface Change {
        int run(Session session) throws SQLException;
    }

    private <T> T run(Duration limit, Work<T> work) throws SQLException {
        return calls.call(limit, attempt -> {
            try (Session session = Session.open(dataSource, dialect, attempt)) {
                return untilItIsDone(session, work);
            }
        });
    }

    private <T> T untilItIsDone(Session session, Work<T> work) throws SQLException {
        for (int tries = 1; ; tries++) {
            boolean isLast = tries == TRIES || session.deadline().isOver();
            try {
                T result = work.run(session);
                if (result != null) {
                    return result;
                }
                if (isLast) {
                    throw new SQLTransientException("others were faster " + tries + " times in a row");
                }
            } catch (SQLException failure) {
                if (isLast || !dialect.isRace(failure)) {
                    throw failure;
                }
            }
            session.pause(tries);
        }
    }

    ClaimResult claim(ClaimRequest request, Duration limit) throws SQLException {
        return run(limit, session -> dialect.claim(session, request));
    }

    SettleResult complete(Claim claim, Completion completion, Duration limit) throws SQLException {
        return settle(claim, ClaimRow.State.COMPLETED, limit, session -> {
            try (Call call = session.call(complete)) {
                return update(call.with(completion.status()), claim);
            }
        });
    }

    SettleResult release(Claim claim, Duration limit) throws SQLException {
        return settle(claim, ClaimRow.State.RELEASED, limit, session -> {
            try (Call call = session.call(release)) {
                return update(call, claim);
            }
        });
    }

    SettleResult renew(Claim claim, Duration lease, Duration limit) throws SQLException {
        return settle(claim, ClaimRow.State.IN_PROGRESS, limit, session -> {
            try (Call call = session.call(renew)) {
                return update(call.withNow().with(Micros.of(lease)), claim);
            }
        });
    }

    private static int update(Call call, Claim claim) throws SQLException {
        return call.with(RowKey.of(claim.key())).with(claim.fence()).update();
    }

    /** A row that was not changed may be what it should be already, by an earlier call for the same claim. */
    private SettleResult settle(Claim claim, ClaimRow.State wanted, Duration limit, Change change) throws SQLException {
        return run(limit, session -> {
            if (change.run(session) == 1 || state(session, claim) == wanted) {
                return SettleResult.DONE;
            }
            return SettleResult.LOST;
        });
    }

    private ClaimRow.@Nullable State state(Session session, Claim claim) throws SQLException {
        try (Call call = session.call(state)) {
            return call.with(RowKey.of(claim.key())).with(claim.fence()).row(ClaimRow.State::read);
        }
    }

    /** In the caller's transaction; whether the claim was there to be completed. */
    boolean completeIn(Connection transaction, Claim claim, Completion completion) throws SQLException {
        try (Call call = Call.on(transaction, dialect, complete)) {
            return update(call.with(completion.status()), claim) == 1;
        }
    }

    int purge(int maxRows, Duration limit) throws SQLException {
        return run(limit, session -> {
            try (Call call = session.call(dialect.purge())) {
                return call.withNow().withNow().with(maxRows).update();
            }
        });
    }

    /** A write that changes nothing: a standby that can only be read would not do. */
    void touch(Duration limit) throws SQLException {
        run(limit, session -> {
            try (Call call = session.call(touch)) {
                return call.with(NOBODY).update();
            }
        });
    }
}

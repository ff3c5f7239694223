package io.countersign.dedup.jdbc;

import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H2, embedded: first a read, then a statement that takes the row if need be. There are no round trips to save. */
final class H2Dialect extends Dialect {
    /** Concurrent update, duplicate key of two first claims, deadlock, lock timeout. */
    private static final Set<Integer> RACES = Set.of(90_131, 23_505, 40_001, 50_200);

    private static final int UNKNOWN = -1;

    private final String take;
    private final String read;

    H2Dialect(TableName table, InstantSource clock) {
        super(table, clock);
        take = in("""
                SELECT state, attempts, fence, status, true, true, 0, taken_over, body_changed FROM FINAL TABLE (
                MERGE INTO webhook_dedup d USING (
                  SELECT k.*, k.fence + k.lease AS lease_until, k.fence + k.retention AS expires_at
                    FROM (SELECT CAST(? AS UUID) AS event_key, CAST(? AS UUID) AS owner, CAST(? AS UUID) AS digest,
                                 CAST(? AS BIGINT) AS lease, CAST(? AS BIGINT) AS retention,
                                 CAST(? AS BIGINT) AS fence) k) n
                ON d.event_key = n.event_key
                WHEN MATCHED AND NOT %s THEN UPDATE SET
                  %s
                WHEN NOT MATCHED THEN
                  INSERT (event_key, owner, digest, state, attempts, taken_over, body_changed,
                          fence, lease_until, expires_at)
                  VALUES (n.event_key, n.owner, n.digest, 1, 1, false, false, n.fence, n.lease_until, n.expires_at))""".formatted(Rules.refused("n"), Rules.assigned("n")));
        read = readSql();
    }

    @Override
    Database database() {
        return Database.H2;
    }

    @Override
    @Nullable
    ClaimResult claim(Session session, ClaimRequest request) throws SQLException {
        return readOrTake(session, request, take, read);
    }

    @Override
    String purge() {
        return in("""
                DELETE FROM webhook_dedup
                 WHERE expires_at <= {now} AND (state <> 1 OR lease_until <= {now})
                 FETCH FIRST ? ROWS ONLY""");
    }

    @Override
    String now() {
        return "CAST(? AS BIGINT)";
    }

    @Override
    boolean isRace(SQLException failure) {
        return RACES.contains(failure.getErrorCode());
    }

    @Override
    boolean checkDurable(Session session, boolean lossIsAccepted) throws SQLException {
        String url = session.connection().getMetaData().getURL().toLowerCase(Locale.ROOT);
        if (url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:")) {
            throw new IllegalStateException(
                    "H2 is supported embedded, where its time is this process's, but the DataSource leads"
                            + " to a server; for several nodes use PostgreSQL or MariaDB");
        }
        if (url.startsWith("jdbc:h2:mem:")) {
            return false;
        }
        boolean writesAtOnce = writeDelay(session) == 0;
        if (!writesAtOnce && !lossIsAccepted) {
            throw new IllegalStateException(
                    "H2 writes a commit to its file up to half a second later, so that a process that is"
                            + " killed forgets events that it acknowledged; add ;WRITE_DELAY=0 to the URL, or accept that with"
                            + " acceptLosingAcknowledgedClaims()");
        }
        return writesAtOnce;
    }

    /** Stands there twice, as it is and as it was set once before, where only the greater one is safe to believe. */
    private static int writeDelay(Session session) throws SQLException {
        try (Call call = session.call(
                "SELECT MAX(CAST(SETTING_VALUE AS INTEGER)) FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'")) {
            Integer delay = call.row(row -> row.getObject(1) == null ? UNKNOWN : row.getInt(1));
            return delay == null ? UNKNOWN : delay;
        }
    }

    @Override
    boolean isRemote() {
        return false;
    }

    /** H2 sets a query timeout on the whole connection. */
    @Override
    Cancelling cancelling() {
        return Cancelling.NEVER;
    }

    @Override
    boolean isShared() {
        return false;
    }

    @Override
    int usefulCalls() {
        return 8;
    }
}

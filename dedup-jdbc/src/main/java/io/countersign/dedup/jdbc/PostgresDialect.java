package io.countersign.dedup.jdbc;

import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: one statement for a claim of what is new, handled or in progress, and a second one to take over what was released,
 * lapsed or forgotten.
 *
 * <p>The second could answer everything by itself, but a statement's plan is set up each time it runs, and the conditions of a
 * takeover are most of that: without them the server needs two thirds of the processor for the claims that are common.
 *
 * <p>A duplicate is read from the index without a lock and without a write to the log, so retry storms cost next to nothing. No
 * row at all means that the row was committed after the statement's snapshot: the insert met it, the read could not.
 */
final class PostgresDialect extends Dialect {
    /** Serialization failure, deadlock, lock not available. Never the unique violation: that would abort a transaction. */
    private static final Set<String> RACES = Set.of("40001", "40P01", "55P03");

    private final String insertOrRead;
    private final String take;

    PostgresDialect(TableName table) {
        super(table, null);
        // A row of this owner's holds for nobody: the statement below hands the claim out again.
        insertOrRead = in("""
                WITH known AS (
                  SELECT d.state, d.attempts, d.fence, d.status, d.digest = ? AS same_body,
                         CASE WHEN d.state = 1 AND d.owner <> ? THEN d.lease_until WHEN d.state = 2 THEN d.expires_at ELSE 0 END
                           - {now} AS holds_for
                    FROM webhook_dedup d
                   WHERE d.event_key = ?),
                taken AS (
                  INSERT INTO webhook_dedup AS d (event_key, owner, digest, state, attempts, taken_over, body_changed,
                                                  fence, lease_until, expires_at)
                  SELECT ?, ?, ?, 1, 1, false, false, n.fence, n.fence + ?, n.fence + ?
                    FROM (SELECT {now} AS fence) n WHERE NOT EXISTS (SELECT FROM known)
                  ON CONFLICT (event_key) DO NOTHING
                  RETURNING d.fence)
                SELECT 1, 1, fence, NULL, true, true, 0, false, false FROM taken
                UNION ALL
                SELECT state, attempts, fence, status, same_body, false, holds_for, false, false FROM known""");
        take = in("""
                WITH n AS MATERIALIZED (
                  SELECT k.*, k.fence + k.lease AS lease_until, k.fence + k.retention AS expires_at
                    FROM (SELECT ?::uuid AS event_key, ?::uuid AS owner, ?::uuid AS digest,
                                 ?::bigint AS lease, ?::bigint AS retention, {now} AS fence) k),
                known AS (
                  SELECT d.state, d.attempts, d.fence, d.status, d.digest = n.digest AS same_body,
                         CASE d.state WHEN 1 THEN d.lease_until ELSE d.expires_at END - n.fence AS holds_for
                    FROM webhook_dedup d JOIN n ON d.event_key = n.event_key
                   WHERE %s),
                taken AS (
                  INSERT INTO webhook_dedup AS d (event_key, owner, digest, state, attempts, taken_over, body_changed,
                                                  fence, lease_until, expires_at)
                  SELECT event_key, owner, digest, 1, 1, false, false, fence, lease_until, expires_at
                    FROM n WHERE NOT EXISTS (SELECT FROM known)
                  ON CONFLICT (event_key) DO UPDATE SET
                  %s
                   WHERE NOT %s
                  RETURNING d.attempts, d.fence, d.taken_over, d.body_changed)
                SELECT 1, attempts, fence, NULL, true, true, 0, taken_over, body_changed FROM taken
                UNION ALL
                SELECT state, attempts, fence, status, same_body, false, holds_for, false, false FROM known""".formatted(Rules.refused("n"), Rules.assigned("EXCLUDED"), Rules.refused("EXCLUDED")));
    }

    @Override
    Database database() {
        return Database.POSTGRESQL;
    }

    @Override
    @Nullable
    ClaimResult claim(Session session, ClaimRequest request) throws SQLException {
        ClaimRow row = insertOrRead(session, request);
        ClaimResult answer = row == null ? null : row.answer(request);
        if (answer != null) {
            return answer;
        }
        ClaimRow taken = take(session, request, take);
        return taken == null ? null : taken.answer(request);
    }

    private @Nullable ClaimRow insertOrRead(Session session, ClaimRequest request) throws SQLException {
        UUID key = RowKey.of(request.key());
        UUID digest = RowKey.of(request.digest());
        try (Call call = session.call(insertOrRead)) {
            return call.with(digest)
                    .with(request.owner())
                    .with(key)
                    .with(key)
                    .with(request.owner())
                    .with(digest)
                    .with(Micros.of(request.lease()))
                    .with(Micros.of(request.retention()))
                    .row(ClaimRow::read);
        }
    }

    /** Rows that another node removes, or that somebody claims at this moment, are passed over. */
    @Override
    String purge() {
        return in("""
                WITH x AS MATERIALIZED (
                  SELECT event_key FROM webhook_dedup
                   WHERE expires_at <= {now} AND (state <> 1 OR lease_until <= {now})
                   ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED)
                DELETE FROM webhook_dedup d USING x WHERE d.event_key = x.event_key""");
    }

    /** Not {@code now()}, which is when the transaction began. */
    @Override
    String now() {
        return "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    }

    @Override
    Cancelling cancelling() {
        return Cancelling.BY_WHO_WAITS;
    }

    @Override
    boolean isRace(SQLException failure) {
        return failure.getSQLState() != null && RACES.contains(failure.getSQLState());
    }
}

package io.countersign.dedup.jdbc;

import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * MySQL and MariaDB: two statements per claim, since the first cannot say what it did. How many rows it changed is no answer:
 * drivers count a row that was found and left alone as well.
 */
final class MysqlDialect extends Dialect {
    /** Deadlock, lock wait timeout, record changed since last read. */
    private static final Set<Integer> RACES = Set.of(1213, 1205, 1020);

    private final String take;
    private final String read;

    MysqlDialect(TableName table) {
        super(table, null);
        // A column of k that is called as one of the table's would make that one ambiguous further down.
        take = in("""
                INSERT INTO webhook_dedup (event_key, owner, digest, state, attempts, taken_over, body_changed,
                                           fence, lease_until, expires_at)
                SELECT k.a, k.b, k.c, 1, 1, 0, 0, k.now_us, k.now_us + k.lease_us, k.now_us + k.retention_us
                  FROM (SELECT CAST(? AS BINARY(16)) AS a, CAST(? AS BINARY(16)) AS b, CAST(? AS BINARY(16)) AS c,
                               CAST(? AS SIGNED) AS lease_us, CAST(? AS SIGNED) AS retention_us,
                               {now} AS now_us) k
                ON DUPLICATE KEY UPDATE
                  %s""".formatted(assignments()));
        read = readSql();
    }

    /**
     * Assignments run from left to right and see the ones before them. Up to the owner they ask whether the row is refused;
     * the owner then tells the ones after it, which overwrite what that question looks at. A row that is refused never has the
     * owner who asks: in progress it is somebody else's, completed it is nobody's.
     */
    private static String assignments() {
        StringJoiner all = new StringJoiner(",\n  ");
        boolean ownerIsKnown = false;
        for (Map.Entry<String, String> each : Rules.ASSIGNMENTS.entrySet()) {
            String column = each.getKey();
            String condition = ownerIsKnown ? "owner <=> VALUES(owner)" : "NOT " + here(Rules.refused("n"));
            all.add(column + " = IF(" + condition + ", " + here(each.getValue()) + ", " + column + ")");
            ownerIsKnown |= column.equals("owner");
        }
        return all.toString();
    }

    private static String here(String rule) {
        return rule.replaceAll("\\bd\\.(\\w+)", "$1").replaceAll("\\bn\\.(\\w+)", "VALUES($1)");
    }

    @Override
    Database database() {
        return Database.MYSQL;
    }

    @Override
    @Nullable
    ClaimResult claim(Session session, ClaimRequest request) throws SQLException {
        try (Call call = session.call(take)) {
            bind(call, request).update();
        }
        return read(session, request, read);
    }

    @Override
    String purge() {
        return in("""
                DELETE FROM webhook_dedup
                 WHERE expires_at <= {now} AND (state <> 1 OR lease_until <= {now})
                 ORDER BY expires_at LIMIT ?""");
    }

    /**
     * Coordinated universal time, of the statement's start. Not {@code UNIX_TIMESTAMP(SYSDATE(6))}: that goes through the
     * session's time zone, where the hour that is there twice in autumn would turn the clock back.
     */
    @Override
    String now() {
        return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6))";
    }

    @Override
    boolean isRace(SQLException failure) {
        return RACES.contains(failure.getErrorCode());
    }

    @Override
    boolean hasUuids() {
        return false;
    }
}

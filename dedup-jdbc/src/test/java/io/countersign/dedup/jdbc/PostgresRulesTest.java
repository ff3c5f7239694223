package io.countersign.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.EventKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresRulesTest extends JdbcStoreRules {
    @Override
    String url() {
        return Postgres.url();
    }

    @Override
    int statementsPerClaim() {
        return 1;
    }

    @Override
    int statementsPerDuplicate() {
        return 1;
    }

    private static long number(DataSource from, String sql) throws SQLException {
        try (Connection connection = from.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void claim_givenUp_isCancelledAtTheServerAndItsConnectionKept() throws Exception {
        HikariConfig single = Pools.config(url());
        single.setMaximumPoolSize(1);
        try (HikariDataSource one = new HikariDataSource(single);
                HikariDataSource others = Pools.of(url());
                JdbcDedupStore store = JdbcDedupStore.builder(one)
                        .table("given_up")
                        .timeout(Duration.ofMillis(300))
                        .build()) {
            long backend = number(one, "SELECT pg_backend_pid()");
            try (Connection locking = others.getConnection();
                    Statement lock = locking.createStatement()) {
                locking.setAutoCommit(false);
                lock.execute("LOCK TABLE given_up IN EXCLUSIVE MODE");

                assertThat(store.claim(new ClaimRequest(
                                new EventKey("endpoint", "e"),
                                BodyDigest.of(new byte[0]),
                                UUID.randomUUID(),
                                Duration.ofMinutes(1),
                                Duration.ofDays(7))))
                        .isInstanceOf(ClaimResult.Unavailable.class);

                // While the lock is still held: the claim ended because it was cancelled.
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> number(
                                        others,
                                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'given_up'::regclass")
                                == 0);
                locking.rollback();
            }
            assertThat(number(one, "SELECT pg_backend_pid()")).isEqualTo(backend);
        }
    }
}

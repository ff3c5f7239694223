package io.countersign.dedup.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.EventKey;
import io.countersign.dedup.SettleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** The examples of docs/dedup-jdbc.md: they stand there as they do here, and do what the text says. */
class JdbcExampleTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private HikariDataSource pool;
    private JdbcDedupStore store;
    private JdbcTemplate jdbc;
    private TransactionTemplate transactions;

    @BeforeEach
    void open() {
        pool = Pools.of(Postgres.url());
        store = store(pool);
        jdbc = new JdbcTemplate(pool);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        jdbc.execute("CREATE TABLE invoice (event text NOT NULL)");
    }

    @AfterEach
    void close() {
        jdbc.execute("DROP TABLE invoice");
        store.close();
        pool.close();
    }

    private static JdbcDedupStore store(DataSource dataSource) {
        // region store
        JdbcDedupStore store = JdbcDedupStore.builder(dataSource)
                .purgeEvery(Duration.ofMinutes(1))
                .build();
        // endregion
        return store;
    }

    private void inSpring(Claim claim) {
        // region spring
        transactions.executeWithoutResult(transaction -> {
            jdbc.update("INSERT INTO invoice (event) VALUES (?)", claim.key().id());
            jdbc.execute((Connection connection) -> {
                store.completeIn(connection, claim, new Completion(200));
                return null;
            });
        });
        // endregion
    }

    private static void inPlainJdbc(DataSource dataSource, JdbcDedupStore store, Claim claim) throws SQLException {
        // region jdbc
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO invoice (event) VALUES (?)")) {
                insert.setString(1, claim.key().id());
                insert.executeUpdate();
                store.completeIn(transaction, claim, new Completion(200));
                transaction.commit();
            } catch (SQLException | RuntimeException failure) {
                transaction.rollback();
                throw failure;
            }
        }
        // endregion
    }

    private static ClaimRequest request(String id, Duration lease) {
        return new ClaimRequest(
                new EventKey("billing", id),
                BodyDigest.of(id.getBytes(UTF_8)),
                UUID.randomUUID(),
                lease,
                Duration.ofDays(7));
    }

    private static Claim acquire(JdbcDedupStore store, String id, Duration lease) {
        return ((ClaimResult.Acquired) store.claim(request(id, lease))).claim();
    }

    private int invoices() {
        Integer count = jdbc.queryForObject("SELECT count(*) FROM invoice", Integer.class);
        return count == null ? 0 : count;
    }

    @Test
    void springExample_commitsEffectAndCompletionTogether() {
        Claim claim = acquire(store, UUID.randomUUID().toString(), LEASE);

        inSpring(claim);

        assertThat(invoices()).isEqualTo(1);
        assertThat(store.complete(claim, new Completion(200))).isEqualTo(SettleResult.DONE);
        assertThat(store.claim(request(claim.key().id(), LEASE)))
                .isEqualTo(new ClaimResult.Duplicate(new Completion(200)));
    }

    @Test
    void springExample_afterATakeover_rollsTheEffectBack() {
        Claim zombie = acquire(store, UUID.randomUUID().toString(), Duration.ofMillis(1));
        ClaimResult newer = await().until(
                        () -> store.claim(request(zombie.key().id(), LEASE)), ClaimResult.Acquired.class::isInstance);

        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> inSpring(zombie));

        assertThat(invoices()).isZero();
        inSpring(((ClaimResult.Acquired) newer).claim());
        assertThat(invoices()).isEqualTo(1);
    }

    @Test
    void jdbcExample_commitsBothOrNeither() throws Exception {
        Claim claim = acquire(store, UUID.randomUUID().toString(), LEASE);

        inPlainJdbc(pool, store, claim);
        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> inPlainJdbc(pool, store, claim));

        assertThat(invoices()).isEqualTo(1);
    }

    /** Even a DataSource that hands out the thread's own connection does not make a claim part of the transaction. */
    @Test
    void claim_insideASpringTransactionThatRollsBack_stays() {
        String id = UUID.randomUUID().toString();
        try (JdbcDedupStore aware = JdbcDedupStore.builder(new TransactionAwareDataSourceProxy(pool))
                .build()) {
            transactions.executeWithoutResult(transaction -> {
                jdbc.update("INSERT INTO invoice (event) VALUES ('x')");
                acquire(aware, id, LEASE);
                transaction.setRollbackOnly();
            });
        }

        assertThat(invoices()).isZero();
        assertThat(store.claim(request(id, LEASE))).isInstanceOf(ClaimResult.InProgress.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "spring", "jdbc"})
    void example_inTheDocument_isTheCompiledOne(String region) throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/countersign/dedup/jdbc/JdbcExampleTest.java"));
        String start = "// region " + region + "\n";
        int from = source.indexOf(start) + start.length();
        String example = source.substring(from, source.indexOf("        // endregion", from))
                .stripTrailing()
                .stripIndent();

        assertThat(Files.readString(Path.of("../docs/dedup-jdbc.md"))).contains("```java\n" + example + "\n```");
    }
}

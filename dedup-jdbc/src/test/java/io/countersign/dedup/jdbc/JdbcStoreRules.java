package io.countersign.dedup.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.EventKey;
import io.countersign.dedup.SettleResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract for stores does not say and every database must keep: transactions, connections, tables, purge. */
abstract class JdbcStoreRules {
    private static final Completion OK = new Completion(200);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofDays(7);
    private static final Duration BRIEF = Duration.ofMillis(1);

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** A name that no other test has. */
    private final String table = "t" + UUID.randomUUID().toString().replace("-", "");

    private HikariDataSource pool;

    abstract String url() throws Exception;

    /** For pools whose connections come with autoCommit off. */
    String urlWithoutAutoCommit() throws Exception {
        return url();
    }

    /** How many statements a claim that is acquired takes. */
    abstract int statementsPerClaim();

    /** How many it takes to find a duplicate. */
    abstract int statementsPerDuplicate();

    /** What a claim of an event comes to whose holder has its row locked. */
    Class<? extends ClaimResult> whileATransactionHasItLocked() {
        return ClaimResult.InProgress.class;
    }

    @BeforeEach
    void openPool() throws Exception {
        pool = closeLater(Pools.of(url()));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private <T extends AutoCloseable> T closeLater(T resource) {
        opened.add(resource);
        return resource;
    }

    final JdbcDedupStore.Builder builder(DataSource dataSource) {
        return JdbcDedupStore.builder(dataSource).table(table).timeout(Duration.ofMinutes(1));
    }

    final JdbcDedupStore store(DataSource dataSource) {
        return closeLater(builder(dataSource).build());
    }

    private JdbcDedupStore store() {
        return store(pool);
    }

    private static ClaimRequest request(String id, String body, Duration lease, Duration retention) {
        return new ClaimRequest(
                new EventKey("endpoint", id), BodyDigest.of(body.getBytes(UTF_8)), UUID.randomUUID(), lease, retention);
    }

    private static ClaimResult claim(JdbcDedupStore store, String id) {
        return store.claim(request(id, "body", LEASE, LONG));
    }

    private static Claim acquire(JdbcDedupStore store, ClaimRequest request) {
        ClaimResult result = store.claim(request);
        assertThat(result).isInstanceOf(ClaimResult.Acquired.class);
        return ((ClaimResult.Acquired) result).claim();
    }

    private static Claim acquire(JdbcDedupStore store, String id) {
        return acquire(store, request(id, "body", LEASE, LONG));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String from) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection transaction() throws SQLException {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void createEffects() throws SQLException {
        execute("CREATE TABLE " + table + "_fx (id INTEGER)");
    }

    private void effect(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.executeUpdate("INSERT INTO " + table + "_fx VALUES (1)");
        }
    }

    // Connections

    @Test
    void claim_acquired_takesAsFewRoundTripsAsTheDatabaseAllows() {
        Watched watched = new Watched(pool);
        JdbcDedupStore store = store(watched);
        watched.forget();

        Claim claim = acquire(store, "e");
        assertThat(watched.takeTrips()).hasSize(statementsPerClaim());

        store.complete(claim, OK);
        assertThat(watched.takeTrips()).hasSize(1);

        assertThat(claim(store, "e")).isEqualTo(new ClaimResult.Duplicate(OK));
        assertThat(watched.takeTrips()).hasSize(statementsPerDuplicate());
    }

    @Test
    void verbs_atEveryIsolationLevelWithoutAutoCommit_workAndLeaveTheConnectionAsItWas() throws Exception {
        for (int isolation : new int[] {
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE
        }) {
            if (isSupported(isolation)) {
                HikariConfig config = Pools.config(urlWithoutAutoCommit());
                config.setMaximumPoolSize(2);
                config.setAutoCommit(false);
                config.setTransactionIsolation(String.valueOf(isolation));
                try (HikariDataSource transactional = new HikariDataSource(config)) {
                    assertThatVerbsWork(new Watched(transactional), isolation);
                }
            }
        }
    }

    private boolean isSupported(int isolation) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.getMetaData().supportsTransactionIsolationLevel(isolation);
        }
    }

    private void assertThatVerbsWork(Watched watched, int isolation) throws Exception {
        Watched.State before;
        try (Connection connection = watched.getConnection()) {
            before = Watched.State.of(connection);
        }
        assertThat(before.isolation()).isEqualTo(isolation);
        assertThat(before.autoCommit()).isFalse();
        JdbcDedupStore store = store(watched);
        watched.forget();

        String id = "isolation-" + isolation;
        Claim first = acquire(store, id);
        assertThat(claim(store, id)).isInstanceOf(ClaimResult.InProgress.class);
        assertThat(store.renew(first, LEASE)).isEqualTo(SettleResult.DONE);
        assertThat(store.release(first)).isEqualTo(SettleResult.DONE);
        Claim second = acquire(store, id);
        assertThat(store.complete(first, OK)).isEqualTo(SettleResult.LOST);
        assertThat(store.complete(second, OK)).isEqualTo(SettleResult.DONE);
        assertThat(claim(store, id)).isEqualTo(new ClaimResult.Duplicate(OK));
        assertThat(store.purge(10, Duration.ofSeconds(1))).isZero();
        assertThat(store.problem()).isEmpty();

        assertThat(watched.returned).isNotEmpty().containsOnly(before);
        // What was done is committed: others see it.
        assertThat(claim(store(), id)).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    @Test
    void race_atSerializable_isWonByExactlyOne() throws Exception {
        HikariConfig config = Pools.config(urlWithoutAutoCommit());
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        JdbcDedupStore store = store(closeLater(new HikariDataSource(config)));

        for (int event = 0; event < 20; event++) {
            String id = "e" + event;
            List<ClaimResult> results = atOnce(8, () -> claim(store, id));
            assertThat(results)
                    .filteredOn(ClaimResult.Acquired.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(ClaimResult.InProgress.class::isInstance)
                    .hasSize(7);
        }
    }

    private static <T> List<T> atOnce(int threads, Callable<T> task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(1, TimeUnit.MINUTES));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void verbs_withAClosedPool_areUnavailableAndUnknownAndDoNotThrow() throws Exception {
        HikariDataSource other = new HikariDataSource(Pools.config(url()));
        JdbcDedupStore store = store(other);
        Claim claim = acquire(store, "e");
        other.close();

        assertThat(claim(store, "e")).isInstanceOf(ClaimResult.Unavailable.class);
        assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.UNKNOWN);
        assertThat(store.release(claim)).isEqualTo(SettleResult.UNKNOWN);
        assertThat(store.renew(claim, LEASE)).isEqualTo(SettleResult.UNKNOWN);
        assertThat(store.problem()).isPresent();
    }

    @Test
    void verbs_ofAClosedStore_areUnavailableAndUnknownAndDoNotThrow() {
        JdbcDedupStore store = store();
        Claim claim = acquire(store, "e");
        store.close();

        assertThat(claim(store, "e")).isInstanceOf(ClaimResult.Unavailable.class);
        assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.UNKNOWN);
    }

    @Test
    void claim_withoutAFreeConnection_isUnavailableInTimeAndWorksAgainLater() throws Exception {
        HikariConfig config = Pools.config(url());
        config.setMaximumPoolSize(1);
        HikariDataSource small = closeLater(new HikariDataSource(config));
        JdbcDedupStore store =
                closeLater(builder(small).timeout(Duration.ofMillis(300)).build());
        try (Connection hold = small.getConnection()) {
            long before = System.nanoTime();
            ClaimResult result = claim(store, "e");

            assertThat(result)
                    .isInstanceOfSatisfying(
                            ClaimResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.problem()).contains("no answer within PT0.3S"));
            // The pool would have waited for 30 seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(hold.isClosed()).isFalse();
        }

        assertThat(closeLater(builder(small).build()).claim(request("f", "body", LEASE, LONG)))
                .isInstanceOf(ClaimResult.Acquired.class);
    }

    // Claims sent twice

    @Test
    void claim_sentTwiceForATakeover_saysTwiceThatItIsOne() throws Exception {
        JdbcDedupStore store = store();
        acquire(store, request("e", "body", BRIEF, LONG));
        TimeUnit.MILLISECONDS.sleep(3);
        ClaimRequest takeover = request("e", "other", LEASE, LONG);

        ClaimResult first = store.claim(takeover);

        assertThat(first).isInstanceOfSatisfying(ClaimResult.Acquired.class, acquired -> {
            assertThat(acquired.attempt()).isEqualTo(2);
            assertThat(acquired.takenOver()).isTrue();
            assertThat(acquired.bodyChanged()).isTrue();
        });
        assertThat(store.claim(takeover)).isEqualTo(first);
    }

    @Test
    void claim_sentAgainByItsOwnerAfterTheLeaseLapsed_isTheSameClaim() throws Exception {
        JdbcDedupStore store = store();
        ClaimRequest brief = request("e", "body", BRIEF, LONG);
        ClaimResult first = store.claim(brief);
        TimeUnit.MILLISECONDS.sleep(3);

        assertThat(store.claim(brief)).isEqualTo(first);
    }

    @Test
    void claim_sentAgainByItsOwnerWhoseLiveLeaseOutlivesTheRetention_isTheSameClaim() throws Exception {
        JdbcDedupStore store = store();
        ClaimRequest brief = request("e", "body", BRIEF, BRIEF);
        Claim held = acquire(store, brief);
        store.renew(held, LEASE);
        TimeUnit.MILLISECONDS.sleep(3);
        ClaimRequest again = new ClaimRequest(brief.key(), brief.digest(), brief.owner(), LEASE, LONG);

        assertThat(acquire(store, again)).isEqualTo(held);
    }

    @Test
    void attempts_beyondWhatTheColumnHolds_stayAtItsEnd() throws Exception {
        JdbcDedupStore store = store();
        for (int i = 0; i < 2; i++) {
            store.release(acquire(store, "e"));
            execute("UPDATE " + table + " SET attempts = 32767");
        }

        assertThat(claim(store, "e"))
                .isInstanceOfSatisfying(
                        ClaimResult.Acquired.class,
                        acquired -> assertThat(acquired.attempt()).isEqualTo(32_767));
    }

    // Transactions

    @Test
    void completeIn_committed_isCommittedWithTheEffect() throws Exception {
        JdbcDedupStore store = store();
        createEffects();
        Claim claim = acquire(store, "e");
        try (Connection transaction = transaction()) {
            effect(transaction);
            store.completeIn(transaction, claim, new Completion(202));
            transaction.commit();
        }

        assertThat(claim(store, "e")).isEqualTo(new ClaimResult.Duplicate(new Completion(202)));
        assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.DONE);
        assertThat(claim(store, "e")).isEqualTo(new ClaimResult.Duplicate(new Completion(202)));
        assertThat(store.release(claim)).isEqualTo(SettleResult.LOST);
        assertThat(count(table + "_fx")).isEqualTo(1);
    }

    @Test
    void completeIn_rolledBack_isAsIfItHadNotBeen() throws Exception {
        JdbcDedupStore store = store();
        createEffects();
        Claim claim = acquire(store, "e");
        try (Connection transaction = transaction()) {
            effect(transaction);
            store.completeIn(transaction, claim, OK);
            transaction.rollback();
        }

        assertThat(count(table + "_fx")).isZero();
        assertThat(claim(store, "e")).isInstanceOf(ClaimResult.InProgress.class);
        assertThat(store.release(claim)).isEqualTo(SettleResult.DONE);
        assertThat(claim(store, "e")).isInstanceOf(ClaimResult.Acquired.class);
    }

    @Test
    void completeIn_afterATakeover_throwsSoThatTheEffectIsRolledBack() throws Exception {
        JdbcDedupStore store = store();
        createEffects();
        Claim zombie = acquire(store, request("e", "body", BRIEF, LONG));
        TimeUnit.MILLISECONDS.sleep(3);
        Claim newer = acquire(store, "e");
        try (Connection transaction = transaction()) {
            effect(transaction);

            assertThatExceptionOfType(LeaseLostException.class)
                    .isThrownBy(() -> store.completeIn(transaction, zombie, OK))
                    .withMessageContaining("\"e\"")
                    .withMessageContaining("roll this transaction back");
            assertThat(transaction.getAutoCommit()).isFalse();
            transaction.rollback();
        }

        assertThat(count(table + "_fx")).isZero();
        assertThat(store.complete(newer, OK)).isEqualTo(SettleResult.DONE);
    }

    @Test
    void completeIn_aSecondTimeAfterACommitThatSeemedToFail_throwsSoThatTheEffectHappensOnce() throws Exception {
        JdbcDedupStore store = store();
        createEffects();
        Claim claim = acquire(store, "e");
        try (Connection first = transaction()) {
            effect(first);
            store.completeIn(first, claim, OK);
            first.commit();
        }
        try (Connection second = transaction()) {
            effect(second);
            assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> store.completeIn(second, claim, OK));
            second.rollback();
        }
        assertThat(count(table + "_fx")).isEqualTo(1);
    }

    @Test
    void completeIn_withAutoCommit_isRefused() throws Exception {
        JdbcDedupStore store = store();
        Claim claim = acquire(store, "e");
        try (Connection connection = pool.getConnection()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.completeIn(connection, claim, OK))
                    .withMessageContaining("setAutoCommit(false)");
        }
        assertThat(store.release(claim)).isEqualTo(SettleResult.DONE);
    }

    @Test
    void claim_ofAnEventThatAnOpenTransactionCompletes_returnsInTime() throws Exception {
        JdbcDedupStore store =
                closeLater(builder(pool).timeout(Duration.ofMillis(500)).build());
        Claim held = acquire(store, "held");
        Claim lapsed = acquire(store, request("lapsed", "body", BRIEF, LONG));
        try (Connection transaction = transaction()) {
            store.completeIn(transaction, held, OK);
            store.completeIn(transaction, lapsed, OK);

            long before = System.nanoTime();
            assertThat(claim(store, "held")).isInstanceOf(whileATransactionHasItLocked());
            // Only the one who commits knows whether this can be taken over.
            assertThat(claim(store, "lapsed")).isInstanceOf(ClaimResult.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            transaction.commit();
        }

        JdbcDedupStore patient = store();
        assertThat(claim(patient, "held")).isEqualTo(new ClaimResult.Duplicate(OK));
        assertThat(claim(patient, "lapsed")).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    // Purge

    @Test
    void purge_removesWhatIsForgottenAndNeverALiveLease() throws Exception {
        JdbcDedupStore store = store();
        store.complete(acquire(store, request("completed", "body", BRIEF, BRIEF)), OK);
        store.release(acquire(store, request("released", "body", BRIEF, BRIEF)));
        acquire(store, request("lapsed", "body", BRIEF, BRIEF));
        Claim live = acquire(store, request("live", "body", BRIEF, BRIEF));
        store.renew(live, LEASE);
        store.complete(acquire(store, "remembered"), OK);
        TimeUnit.MILLISECONDS.sleep(3);

        assertThat(store.purge(2, Duration.ofSeconds(10))).isEqualTo(2);
        assertThat(store.purge(100, Duration.ofSeconds(10))).isEqualTo(1);
        assertThat(store.purge(100, Duration.ofSeconds(10))).isZero();

        assertThat(store.purgedRows()).isEqualTo(3);
        assertThat(count(table)).isEqualTo(2);
        assertThat(claim(store, "live")).isInstanceOf(ClaimResult.InProgress.class);
        assertThat(claim(store, "remembered")).isEqualTo(new ClaimResult.Duplicate(OK));
        assertThat(store.complete(live, OK)).isEqualTo(SettleResult.DONE);
    }

    @Test
    void purge_fromTwoNodesWhileEventsAreClaimed_takesNothingThatIsClaimed() throws Exception {
        JdbcDedupStore store = store();
        JdbcDedupStore other = store();
        ExecutorService executor = Executors.newFixedThreadPool(2);
        CountDownLatch done = new CountDownLatch(1);
        try {
            List<Future<Long>> purging = new ArrayList<>();
            for (JdbcDedupStore each : List.of(store, other)) {
                purging.add(executor.submit(() -> {
                    long removed = 0;
                    while (!done.await(1, TimeUnit.MILLISECONDS)) {
                        removed += each.purge(50, Duration.ofMillis(20));
                    }
                    return removed;
                }));
            }
            List<Claim> held = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                String id = "e" + i;
                store.complete(acquire(store, request(id, "body", BRIEF, BRIEF)), OK);
                TimeUnit.MILLISECONDS.sleep(2);
                // Forgotten by now, and here or gone: claimed anew either way, and then it stays.
                held.add(acquire(store, request(id, "body", LEASE, LEASE)));
            }
            done.countDown();
            for (Future<Long> each : purging) {
                each.get(1, TimeUnit.MINUTES);
            }
            assertThat(held)
                    .allSatisfy(claim -> assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.DONE));
            assertThat(count(table)).isEqualTo(150);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void purgeEvery_removesInTheBackgroundUntilTheStoreIsClosed() throws Exception {
        JdbcDedupStore store =
                closeLater(builder(pool).purgeEvery(Duration.ofMillis(20)).build());
        store.complete(acquire(store, request("e", "body", BRIEF, BRIEF)), OK);

        await().until(() -> store.purgedRows() == 1);

        store.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("countersign-jdbc-purge")));
    }

    // Tables

    @Test
    void build_fromManyNodesAtOnce_createsTheTablesOnce() throws Exception {
        List<JdbcDedupStore> stores = atOnce(6, this::store);

        assertThat(count(table + "_format")).isEqualTo(1);
        acquire(stores.get(0), "e");
        assertThat(claim(stores.get(5), "e")).isInstanceOf(ClaimResult.InProgress.class);
    }

    @Test
    void build_thatMayNotCreate_saysWhichResourceToRun() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> builder(pool).createsSchema(false).build())
                .withMessageContaining(table)
                .withMessageContaining("io/countersign/dedup/jdbc/");

        store();
        assertThat(claim(closeLater(builder(pool).createsSchema(false).build()), "e"))
                .isInstanceOf(ClaimResult.Acquired.class);
    }

    @Test
    void build_withTablesOfAnotherFormat_saysWhatToDo() throws Exception {
        store();
        execute("UPDATE " + table + "_format SET format = 2");
        assertThatIllegalStateException()
                .isThrownBy(() -> builder(pool).build())
                .withMessageContaining("format 2, written by a newer version")
                .withMessageContaining("update this application");
    }

    @Test
    void build_withTablesWhoseCreationBrokeOff_finishesIt() throws Exception {
        store();
        execute("DELETE FROM " + table + "_format");

        assertThat(claim(store(), "e")).isInstanceOf(ClaimResult.Acquired.class);
        assertThat(count(table + "_format")).isEqualTo(1);
    }

    @Test
    void problem_withoutTheTable_saysSo() throws Exception {
        JdbcDedupStore store = store();
        execute("DROP TABLE " + table);

        assertThat(store.problem())
                .get()
                .asString()
                .contains("cannot be reached")
                .containsIgnoringCase(table);
        assertThat(claim(store, "e")).isInstanceOf(ClaimResult.Unavailable.class);
    }

    @Test
    void rows_haveNeitherIdNorEndpointNorBodyInPlainText() throws Exception {
        JdbcDedupStore store = store();
        EventKey key = new EventKey("an-endpoint", "evt_plain");
        BodyDigest digest = BodyDigest.of("the body".getBytes(UTF_8));
        acquire(store, new ClaimRequest(key, digest, UUID.randomUUID(), LEASE, LONG));

        StringBuilder everything = new StringBuilder();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            assertThat(rows.next()).isTrue();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                Object value = rows.getObject(column);
                everything.append(
                        value instanceof byte[] bytes
                                ? new String(bytes, ISO_8859_1) + HexFormat.of().formatHex(bytes)
                                : String.valueOf(value).replace("-", ""));
                everything.append('\n');
            }
        }
        assertThat(everything)
                .contains(JdbcDedupStore.rowKey(key))
                .contains(digest.hex().substring(0, 32))
                .doesNotContain("evt_plain")
                .doesNotContain("endpoint")
                .doesNotContain("body")
                .doesNotContain(digest.hex());
    }
}

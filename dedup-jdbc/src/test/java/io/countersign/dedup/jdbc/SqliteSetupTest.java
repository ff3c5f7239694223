package io.countersign.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.DedupStore.Capability;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

class SqliteSetupTest {
    @TempDir
    Path folder;

    private static DataSource at(String url) {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    private String file() {
        return "jdbc:sqlite:" + folder.resolve("dedup.db");
    }

    @Test
    void build_asAdvised_isDurableAndShared() {
        try (JdbcDedupStore store =
                JdbcDedupStore.builder(at(Sqlite.url(folder))).build()) {
            assertThat(store.capabilities())
                    .containsExactlyInAnyOrder(Capability.TRANSACTIONAL, Capability.DURABLE, Capability.SHARED);
        }
    }

    @Test
    void build_withoutWal_isRefusedWithTheUrlToUse() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcDedupStore.builder(at(file())).build())
                .withMessageContaining("journal_mode must be WAL but is \"delete\"")
                .withMessageContaining("?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
    }

    @Test
    void build_inMemory_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> JdbcDedupStore.builder(at("jdbc:sqlite::memory:")).build())
                .withMessageContaining("is \"memory\"");
    }

    @Test
    void build_withoutSynchronousWrites_isRefusedUnlessTheLossIsAccepted() {
        DataSource careless = at(file() + "?journal_mode=WAL&synchronous=OFF");

        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcDedupStore.builder(careless).build())
                .withMessageContaining("synchronous must be FULL but is OFF");
        try (JdbcDedupStore store = JdbcDedupStore.builder(careless)
                .acceptLosingAcknowledgedClaims()
                .build()) {
            assertThat(store.capabilities()).doesNotContain(Capability.DURABLE);
        }
    }

    @Test
    void build_poolWithoutAutoCommitOfImmediateTransactions_warnsThatRestingConnectionsKeepTheLock() {
        assertThat(warningsOf(Sqlite.url(folder), false)).anyMatch(warning -> warning.contains("leave autoCommit on"));
        assertThat(warningsOf(Sqlite.url(folder), true)).isEmpty();
        assertThat(warningsOf(Sqlite.urlWithoutAutoCommit(folder), false)).isEmpty();
    }

    private static List<String> warningsOf(String url, boolean autoCommit) {
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcDedupStore.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        HikariConfig config = Pools.config(url);
        config.setMaximumPoolSize(1);
        config.setAutoCommit(autoCommit);
        try (HikariDataSource pool = new HikariDataSource(config);
                JdbcDedupStore store = JdbcDedupStore.builder(pool).build()) {
            assertThat(store.problem()).isEmpty();
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** Why that warning is there. */
    @Test
    void connectionAtRest_withoutAutoCommitOfImmediateTransactions_keepsOthersFromWriting() throws Exception {
        try (Connection resting = DriverManager.getConnection(Sqlite.url(folder));
                Connection other =
                        DriverManager.getConnection(Sqlite.url(folder).replace("timeout=10000", "timeout=1"));
                Statement write = other.createStatement()) {
            resting.setAutoCommit(false);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> write.execute("CREATE TABLE t (x)"))
                    .withMessageContaining("SQLITE_BUSY");
            resting.setAutoCommit(true);
            write.execute("CREATE TABLE t (x)");
        }
    }

    @Test
    void table_withASchema_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcDedupStore.builder(at(Sqlite.url(folder)))
                        .table("main.dedup")
                        .build())
                .withMessageContaining("no schemas");
    }
}

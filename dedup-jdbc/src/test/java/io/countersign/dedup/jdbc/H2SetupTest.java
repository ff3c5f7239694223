package io.countersign.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.dedup.DedupStore.Capability;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2SetupTest {
    @TempDir
    Path folder;

    private static DataSource at(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    private String file() {
        return "jdbc:h2:file:" + folder.resolve("dedup");
    }

    @Test
    void build_onAFileThatIsWrittenLate_isRefusedWithWhatToDo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcDedupStore.builder(at(file())).build())
                .withMessageContaining(";WRITE_DELAY=0")
                .withMessageContaining("acceptLosingAcknowledgedClaims()");
    }

    @Test
    void build_onAFileThatWasWrittenAtOnceTheTimeBefore_isRefusedToo() throws Exception {
        try (Connection before = DriverManager.getConnection(file() + ";WRITE_DELAY=0")) {
            assertThat(before.isValid(1)).isTrue();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcDedupStore.builder(at(file())).build())
                .withMessageContaining(";WRITE_DELAY=0");
    }

    @Test
    void build_onAFileThatIsWrittenLateAndAccepted_isNotDurable() {
        try (JdbcDedupStore store = JdbcDedupStore.builder(at(file()))
                .acceptLosingAcknowledgedClaims()
                .build()) {
            assertThat(store.capabilities()).containsExactly(Capability.TRANSACTIONAL);
        }
    }

    @Test
    void build_onAFileThatIsWrittenAtOnce_isDurable() {
        try (JdbcDedupStore store = JdbcDedupStore.builder(at(H2.url(folder))).build()) {
            assertThat(store.capabilities()).containsExactlyInAnyOrder(Capability.TRANSACTIONAL, Capability.DURABLE);
        }
    }

    @Test
    void build_inMemory_isNotDurable() {
        try (JdbcDedupStore store = JdbcDedupStore.builder(
                        at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"))
                .build()) {
            assertThat(store.capabilities()).containsExactly(Capability.TRANSACTIONAL);
        }
    }

    @Test
    void build_onAServer_isRefused() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try {
            String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:dedup";
            assertThatIllegalStateException()
                    .isThrownBy(() -> JdbcDedupStore.builder(at(url)).build())
                    .withMessageContaining("leads to a server");
        } finally {
            server.stop();
        }
    }

    @Test
    void table_withASchema_isCreatedInIt() throws Exception {
        DataSource dataSource = at(H2.url(folder));
        try (Connection connection = dataSource.getConnection()) {
            connection.createStatement().execute("CREATE SCHEMA inbox");
            try (JdbcDedupStore store =
                    JdbcDedupStore.builder(dataSource).table("inbox.seen").build()) {
                assertThat(store.problem()).isEmpty();
            }
            try (var tables = connection.getMetaData().getTables(null, "INBOX", "SEEN%", null)) {
                assertThat(tables.next()).isTrue();
                assertThat(tables.next()).isTrue();
            }
        }
    }
}

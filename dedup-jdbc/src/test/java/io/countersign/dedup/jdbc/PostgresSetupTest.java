package io.countersign.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.dedup.DedupStore.Capability;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSetupTest {
    private static DataSource at(String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    @Test
    void store_ofAServer_isDurableSharedAndTransactional() {
        try (JdbcDedupStore store = JdbcDedupStore.builder(at(Postgres.url())).build()) {
            assertThat(store.capabilities())
                    .containsExactlyInAnyOrder(Capability.DURABLE, Capability.SHARED, Capability.TRANSACTIONAL);
        }
    }

    @Test
    void table_withASchema_isCreatedInItWithItsIndex() throws Exception {
        DataSource dataSource = at(Postgres.url());
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA inbox");
            try (JdbcDedupStore store =
                    JdbcDedupStore.builder(dataSource).table("inbox.seen").build()) {
                assertThat(store.problem()).isEmpty();
            }
            try (ResultSet indexes =
                    statement.executeQuery("SELECT count(*) FROM pg_indexes WHERE schemaname = 'inbox'")) {
                assertThat(indexes.next()).isTrue();
                assertThat(indexes.getInt(1)).isEqualTo(3);
            }
        }
    }

    /** As a standby is: reading works, so a check that only reads would call it healthy. */
    @Test
    void problem_ofADatabaseThatCanOnlyBeRead_isThatItCannotBeWritten() {
        JdbcDedupStore.builder(at(Postgres.url())).build().close();
        DataSource readOnly = at(Postgres.url() + "&options=-c%20default_transaction_read_only=on");

        try (JdbcDedupStore store = JdbcDedupStore.builder(readOnly).build()) {
            assertThat(store.problem()).get().asString().contains("read-only").contains("25006");
        }
    }

    @Test
    void database_namedWrongly_doesNotStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcDedupStore.builder(at(Postgres.url()))
                        .database(Database.H2)
                        .build());
    }
}

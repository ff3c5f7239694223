package io.countersign.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.dedup.DedupStore.Capability;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void table_withASchema_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcDedupStore.builder(at(Sqlite.url(folder)))
                        .table("main.dedup")
                        .build())
                .withMessageContaining("no schemas");
    }
}

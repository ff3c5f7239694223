package io.countersign.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.countersign.dedup.EventKey;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcDedupStoreBuilderTest {
    private final JdbcDedupStore.Builder builder = JdbcDedupStore.builder(new JdbcDataSource());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1a",
                "a b",
                "a;DROP TABLE x",
                "a\"",
                "a--",
                ".a",
                "a.",
                "a.b.c",
                "\u00e4",
                "a23456789012345678901234567890123456789012"
            })
    void table_withAnUnsafeName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.table(name))
                .withMessageContaining("\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_", "Webhook_Dedup2", "s.t", "a2345678901234567890123456789012345678901"})
    void table_withASafeName_isTaken(String name) {
        assertThatNoException().isThrownBy(() -> builder.table(name));
    }

    @Test
    void numbers_outOfBounds_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(Duration.ZERO))
                .withMessageContaining("timeout must be positive but is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.purgeEvery(Duration.ofSeconds(-1)))
                .withMessageContaining("PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxConcurrentCalls(0))
                .withMessageContaining("at least 1 but is 0");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void schemaResource_isThereAndForTheDefaultTable(Database database) throws Exception {
        try (var in = getClass().getClassLoader().getResourceAsStream(database.schemaResource())) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("CREATE TABLE IF NOT EXISTS webhook_dedup (")
                    .contains("webhook_dedup_format");
        }
    }

    /** Pinned: another hash would forget every event. */
    @Test
    void rowKey_isTheFirst16BytesOfTheSha256OfEndpointZeroAndId() {
        assertThat(JdbcDedupStore.rowKey(new EventKey("orders", "evt_1")))
                .isEqualTo("36c6a4b374fab66f1fe78c948da1ab36");
        assertThat(JdbcDedupStore.rowKey(new EventKey("order", "sevt_1")))
                .isNotEqualTo("36c6a4b374fab66f1fe78c948da1ab36");
    }

    @Test
    void tableName_inSql_keepsItsSchemaExceptInIndexes() {
        String sql = "CREATE INDEX webhook_dedup_expiry ON webhook_dedup (x); SELECT f FROM webhook_dedup_format";

        assertThat(new TableName("s.t").in(sql))
                .isEqualTo("CREATE INDEX t_expiry ON s.t (x); SELECT f FROM s.t_format");
        assertThat(TableName.byDefault().in(sql)).isEqualTo(sql);
        assertThat(new TableName("s.webhook_dedup").in(sql))
                .isEqualTo("CREATE INDEX webhook_dedup_expiry ON s.webhook_dedup (x);"
                        + " SELECT f FROM s.webhook_dedup_format");
    }

    @Test
    void micros_areCutAtBothEnds() {
        assertThat(Micros.of(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(Micros.of(Duration.ofSeconds(1, 1_999))).isEqualTo(1_000_001);
        assertThat(Micros.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(36_500L * 86_400 * 1_000_000);
        assertThat(Micros.toDuration(1_500_000)).isEqualTo(Duration.ofMillis(1_500));
    }
}

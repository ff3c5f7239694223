package io.countersign.spring.autoconfigure;

import io.countersign.dedup.jdbc.Database;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.spring.WebhookConfigurationException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Opens the store in a database of the application.
 *
 * <p>Thread rule: stateless.
 */
final class JdbcStoreReader {
    private static final ConfigKey KEY = ConfigKey.DEDUP.child("jdbc");
    private static final ConfigKey ACCEPT_LOSS = KEY.child("accept-losing-acknowledged-claims");
    private static final String MEND =
            "see to it that the database of the DataSource runs, and has what docs/dedup-jdbc.md asks of it";
    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);

    private JdbcStoreReader() {}

    private static CountersignProperties.Jdbc keys(CountersignProperties.Dedup claims) {
        return claims.jdbc() == null ? CountersignProperties.Jdbc.NONE : claims.jdbc();
    }

    /** The {@code DataSource} that leads to the claims. */
    static DataSource dataSource(CountersignProperties.Dedup claims, ListableBeanFactory beans) {
        return new BeanChoice<>(beans, DataSource.class, KEY.child("data-source"))
                .named(
                        keys(claims).dataSource(),
                        "jdbc",
                        "add spring-boot-starter-jdbc, a driver and spring.datasource.url, or declare one");
    }

    static JdbcDedupStore open(CountersignProperties.Dedup claims, DataSource dataSource, InstantSource clock) {
        JdbcDedupStore.Builder builder = JdbcDedupStore.builder(dataSource).clock(clock);
        apply(keys(claims), builder);
        try {
            return builder.build();
        } catch (IllegalStateException | IllegalArgumentException refused) {
            throw inOurWords(refused);
        }
    }

    private static void apply(CountersignProperties.Jdbc jdbc, JdbcDedupStore.Builder builder) {
        String table = jdbc.table();
        if (table != null) {
            KEY.child("table").checked("choose a plain name", () -> builder.table(table));
        }
        Duration timeout = jdbc.timeout();
        if (timeout != null) {
            KEY.child("timeout").checked("set it to 1s or so", () -> builder.timeout(timeout));
        }
        Integer calls = jdbc.maxConcurrentCalls();
        if (calls != null) {
            KEY.child("max-concurrent-calls")
                    .checked("set it to at most what the pool has", () -> builder.maxConcurrentCalls(calls));
        }
        if (jdbc.database() != null) {
            builder.database(Database.valueOf(jdbc.database().name()));
        }
        if (Boolean.TRUE.equals(jdbc.acceptLosingAcknowledgedClaims())) {
            builder.acceptLosingAcknowledgedClaims();
        }
        builder.createsSchema(!Boolean.FALSE.equals(jdbc.createTables()));
        purge(jdbc.purgeEvery() == null ? PURGE_EVERY : jdbc.purgeEvery(), builder);
    }

    private static void purge(Duration every, JdbcDedupStore.Builder builder) {
        if (!every.isZero()) {
            KEY.child("purge-every").checked("set it to 1m or so, or to 0s for never", () -> builder.purgeEvery(every));
        }
    }

    /**
     * The store names what it has in code; here it is named as it is written in configuration. What it says by itself has the
     * mend behind a semicolon; what a driver said may hold one anywhere.
     */
    private static WebhookConfigurationException inOurWords(RuntimeException refused) {
        String said = "jdbc: "
                + CredentialsRemoved.of(refused)
                        .replace("acceptLosingAcknowledgedClaims()", ACCEPT_LOSS + ": true")
                        .replace("database(...)", KEY.child("database").text());
        return refused.getCause() == null ? ConfigKey.STORE.refused(said, MEND) : ConfigKey.STORE.error(said, MEND);
    }
}

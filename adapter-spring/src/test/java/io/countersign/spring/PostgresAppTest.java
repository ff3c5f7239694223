package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Applications with PostgreSQL. */
class PostgresAppTest extends SharedStoreRules {
    /** The server takes any. */
    private static final String PASSWORD = "hunter2-of-the-database";

    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    private static String keys(EmbeddedPostgres postgres, String jdbc) {
        return """
                spring.datasource:
                  url: jdbc:postgresql://localhost:%d/postgres
                  username: postgres
                  password: %s
                countersign.dedup: { store: jdbc, nodes: 2, jdbc: { %s } }
                """.formatted(postgres.getPort(), PASSWORD, jdbc);
    }

    @Override
    String store() {
        return keys(server, "timeout: 30s");
    }

    @Override
    Class<JdbcDedupStore> type() {
        return JdbcDedupStore.class;
    }

    @Test
    void aDeadDatabase_asksTheSenderToRetry_andIsSeenFromOutside() throws IOException {
        try (EmbeddedPostgres own = EmbeddedPostgres.start();
                RunningApp app = RunningApp.start(ENDPOINT + keys(own, "timeout: 5s"), Application.class)) {
            StoreThatDies.takesNothingAndSaysSo(app, () -> stop(own), PASSWORD);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eventsThatAreOver_arePurgedAndCounted_untilTheContextCloses() {
        String yaml = ENDPOINT + keys(server, "timeout: 30s, table: purged, purge-every: 50ms");
        try (RunningApp app = RunningApp.start(yaml, Application.class)) {
            deliver(app, anyId());
            app.bean(JdbcTemplate.class).update("UPDATE purged SET expires_at = 0");

            await().atMost(Duration.ofMinutes(1)).until(() -> purged(app) == 1);
            assertThat(app.bean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM purged", Integer.class))
                    .isZero();
            assertThat(purgers()).isEqualTo(1);
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> purgers() == 0);
    }

    private static double purged(RunningApp app) {
        return app.bean(MeterRegistry.class)
                .get("countersign.claims.purged")
                .functionCounter()
                .count();
    }

    private static long purgers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("countersign-jdbc-purge"))
                .count();
    }

    @Test
    void tablesThatSomebodyElseCreates_areThereBeforeTheStoreLooks() throws IOException {
        String scripts = """
                spring.sql.init:
                  mode: always
                  schema-locations: classpath:io/countersign/dedup/jdbc/postgresql.sql
                """;
        try (EmbeddedPostgres own = EmbeddedPostgres.start();
                RunningApp app = RunningApp.start(
                        ENDPOINT + keys(own, "timeout: 30s, create-tables: false") + scripts, Application.class)) {
            assertThat(outcome(deliver(app, anyId()))).isEqualTo("handled");
        }
    }
}

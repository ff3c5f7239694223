package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceivedEvent;
import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.EventKey;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers whose effects and completion are committed together. */
@ExtendWith(OutputCaptureExtension.class)
class TransactionalHandlerTest {
    private static final String SECRET = "0123456789abcdef";
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("current", SECRET));
    private static final String YAML = """
            spring.datasource: { url: "%s" }
            countersign:
              dedup: { store: jdbc, jdbc: { timeout: 30s } }
              endpoints:
                billing: &endpoint { provider: acme, secrets: [{ id: current, value: %s }] }
                fails: *endpoint
                overtaken: *endpoint
                bare: *endpoint
                elsewhere: *endpoint
            """;

    private static EmbeddedPostgres server;

    private RunningApp app;
    private JdbcTemplate jdbc;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }

        @Bean
        Billing billing(JdbcTemplate jdbc, TransactionalCompletion completion) {
            return new Billing(jdbc, completion);
        }

        @Bean
        Mishaps mishaps(JdbcTemplate jdbc, TransactionalCompletion completion, JdbcDedupStore store) {
            return new Mishaps(jdbc, completion, store);
        }
    }

    // region handler
    @RestController
    static class Billing {
        private final JdbcTemplate jdbc;
        private final TransactionalCompletion completion;

        Billing(JdbcTemplate jdbc, TransactionalCompletion completion) {
            this.jdbc = jdbc;
            this.completion = completion;
        }

        @Transactional
        @PostMapping("/webhooks/billing")
        public void paid(ReceivedEvent<AcmeEvent.Opened> received) {
            jdbc.update("INSERT INTO invoice (event) VALUES (?)", received.id());
            completion.complete(received);
        }
    }
    // endregion

    /** The same, and something happens. */
    @RestController
    static class Mishaps {
        private final JdbcTemplate jdbc;
        private final TransactionalCompletion completion;
        private final JdbcDedupStore store;

        Mishaps(JdbcTemplate jdbc, TransactionalCompletion completion, JdbcDedupStore store) {
            this.jdbc = jdbc;
            this.completion = completion;
            this.store = store;
        }

        private void handle(ReceivedEvent<AcmeEvent.Opened> received) {
            jdbc.update("INSERT INTO invoice (event) VALUES (?)", received.id());
            completion.complete(received);
        }

        /** The first time. */
        @Transactional
        @PostMapping("/webhooks/fails")
        public void fails(ReceivedEvent<AcmeEvent.Opened> received) {
            handle(received);
            if (received.attempt() == 1) {
                throw new IllegalStateException("the printer is on fire");
            }
        }

        @Transactional
        @PostMapping("/webhooks/overtaken")
        public void overtaken(ReceivedEvent<AcmeEvent.Opened> received) {
            if (received.attempt() == 1) {
                letSomebodyElseTakeOver(received.claim().key());
            }
            handle(received);
        }

        private void letSomebodyElseTakeOver(EventKey key) {
            Thread other = new Thread(() -> {
                jdbc.update("UPDATE webhook_dedup SET lease_until = 0");
                ClaimResult taken = store.claim(new ClaimRequest(
                        key,
                        BodyDigest.of(new byte[] {1}),
                        UUID.randomUUID(),
                        Duration.ofMillis(1),
                        Duration.ofDays(7)));
                assertThat(taken).isInstanceOf(ClaimResult.Acquired.class);
            });
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @PostMapping("/webhooks/bare")
        void bare(ReceivedEvent<AcmeEvent.Opened> received) {
            completion.complete(received);
        }

        @PostMapping("/webhooks/elsewhere")
        void elsewhere(ReceivedEvent<AcmeEvent.Opened> received) {
            JdbcDataSource another = new JdbcDataSource();
            another.setUrl("jdbc:h2:mem:another");
            new TransactionTemplate(new DataSourceTransactionManager(another))
                    .executeWithoutResult(transaction -> completion.complete(received));
        }
    }

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void start() {
        app = RunningApp.start(YAML.formatted(server.getJdbcUrl("postgres", "postgres"), SECRET), Application.class);
        jdbc = app.bean(JdbcTemplate.class);
        jdbc.execute("CREATE TABLE invoice (event text NOT NULL)");
    }

    @AfterEach
    void stop() {
        jdbc.execute("DROP TABLE invoice");
        app.close();
    }

    private HttpResponse<String> deliver(String endpoint, String id) {
        return app.deliver(SENDER.deliver(("opened " + id).getBytes(UTF_8)), "/webhooks/" + endpoint);
    }

    private String outcome(String endpoint, String id) {
        HttpResponse<String> answer = deliver(endpoint, id);
        return answer.headers().firstValue("Webhook-Outcome").orElse("none, but " + answer.statusCode());
    }

    private int invoices() {
        Integer count = jdbc.queryForObject("SELECT count(*) FROM invoice", Integer.class);
        return count == null ? -1 : count;
    }

    @Test
    void effectAndCompletion_areCommittedTogether() {
        assertThat(outcome("billing", "1")).isEqualTo("handled");
        assertThat(outcome("billing", "1")).isEqualTo("duplicate");
        assertThat(invoices()).isEqualTo(1);
    }

    @Test
    void aRollbackAfterTheCompletion_takesBothBack_andTheRetryIsHandled() {
        assertThat(outcome("fails", "2")).isEqualTo("none, but 503");
        assertThat(invoices()).isZero();

        assertThat(outcome("fails", "2")).isEqualTo("handled");
        assertThat(invoices()).isEqualTo(1);
        assertThat(outcome("fails", "2")).isEqualTo("duplicate");
    }

    @Test
    void anEventThatSomebodyElseTookOver_leavesNoEffect() {
        assertThat(outcome("overtaken", "3")).isEqualTo("none, but 503");

        assertThat(invoices()).isZero();
    }

    @Test
    void withoutATransaction_theMistakeIsSaid(CapturedOutput output) {
        assertThat(outcome("bare", "4")).isEqualTo("none, but 503");
        assertThat(output).contains("no transaction is open").contains("make the handler @Transactional");
    }

    @Test
    void inATransactionOfAnotherDatabase_theMistakeIsSaid(CapturedOutput output) {
        assertThat(outcome("elsewhere", "5")).isEqualTo("none, but 503");
        assertThat(output).contains("is none of the DataSource in which the claims stand");
    }

    @Test
    void theExampleInTheDocument_isTheCompiledOne() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/countersign/spring/TransactionalHandlerTest.java"));
        String start = "    // region handler\n";
        String example = source.substring(source.indexOf(start) + start.length(), source.indexOf("    // endregion"))
                .stripTrailing()
                .stripIndent()
                .replace("static class Billing", "class Billing")
                .replace("AcmeEvent.Opened", "Paid");

        assertThat(Files.readString(Path.of("../docs/dedup-jdbc.md"))).contains("```java\n" + example + "\n```");
    }
}

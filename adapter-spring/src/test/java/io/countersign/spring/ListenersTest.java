package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.DeliveryReport;
import io.countersign.Outcome;
import io.countersign.ReceiverListener;
import io.countersign.ReceiverListener.ClaimEvent;
import io.countersign.SecretNotice;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is told of a delivery: listeners of the application, and metrics. */
class ListenersTest {
    private static final String SECRET = "0123456789abcdef";
    private static final String YAML = """
            countersign:
              endpoints:
                acme:
                  provider: acme
                  secrets: [{ id: current, value: %s }]
            """.formatted(SECRET);
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("current", SECRET));

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }

        @Bean
        Controller controller() {
            return new Controller();
        }
    }

    @RestController
    static class Controller {
        @PostMapping("/webhooks/acme")
        void acme(AcmeEvent event) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {
        final List<DeliveryReport> reports = new CopyOnWriteArrayList<>();
        final List<ClaimEvent> claims = new CopyOnWriteArrayList<>();
        final List<SecretNotice> notices = new CopyOnWriteArrayList<>();

        @Bean
        ReceiverListener broken() {
            return new ReceiverListener() {
                @Override
                public void answered(DeliveryReport report) {
                    throw new IllegalStateException("broken");
                }

                @Override
                public void claiming(String endpoint, ClaimEvent what) {
                    throw new IllegalStateException("broken");
                }

                @Override
                public void noticed(SecretNotice notice) {
                    throw new IllegalStateException("broken");
                }
            };
        }

        @Bean
        ReceiverListener collecting() {
            return new ReceiverListener() {
                @Override
                public void answered(DeliveryReport report) {
                    reports.add(report);
                }

                @Override
                public void claiming(String endpoint, ClaimEvent what) {
                    claims.add(what);
                }

                @Override
                public void noticed(SecretNotice notice) {
                    notices.add(notice);
                }
            };
        }

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    private static void deliver(RunningApp app, String body) {
        app.deliver(SENDER.deliver(body.getBytes(UTF_8)), "/webhooks/acme");
    }

    @Test
    void everyListener_isTold_alsoAfterOneThatFails() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Listeners.class)) {
            deliver(app, "opened 1");

            assertThat(app.bean(Listeners.class).reports)
                    .extracting(DeliveryReport::outcome)
                    .containsExactly(Outcome.HANDLED);
        }
    }

    @Test
    void aRevokedSecretInUse_isToldAndCounted() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Listeners.class)) {
            app.bean(WebhookEndpoints.class).receiver("acme").revokeSecret("current");
            deliver(app, "opened 1");

            assertThat(app.bean(Listeners.class).notices)
                    .containsExactly(new SecretNotice("acme", null, "current", SecretNotice.Kind.REVOKED_USED, null));
            assertThat(app.bean(MeterRegistry.class)
                            .get("countersign.secret.notices")
                            .tags("endpoint", "acme", "secret", "current", "kind", "revoked-used")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void metrics_ofEndlessIds_useOneWordForTheRest() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WebhookMetrics metrics = new WebhookMetrics(registry);
        for (int i = 0; i < 150; i++) {
            metrics.noticed(new SecretNotice("acme", "t" + i, "s" + i, SecretNotice.Kind.REVOKED_USED, null));
        }

        assertThat(registry.find("countersign.secret.notices").counters()).hasSize(101);
        assertThat(registry.get("countersign.secret.notices")
                        .tags("secret", "other")
                        .counter()
                        .count())
                .isEqualTo(50);
    }

    @Test
    void claims_areToldAndCounted() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Listeners.class)) {
            deliver(app, "opened 1");
            deliver(app, "opened 1");
            deliver(app, "pinged 1");

            assertThat(app.bean(Listeners.class).claims)
                    .containsExactly(ClaimEvent.CLAIMED, ClaimEvent.DUPLICATE, ClaimEvent.CONFLICT, ClaimEvent.CLAIMED);
            assertThat(app.bean(MeterRegistry.class).find("countersign.claims").counters())
                    .extracting(counter -> counter.getId().getTag("endpoint") + " "
                            + counter.getId().getTag("event") + " " + counter.count())
                    .hasSize(ClaimEvent.values().length)
                    .contains("acme claimed 2.0", "acme duplicate 1.0", "acme conflict 1.0", "acme lease-lost 0.0");
        }
    }

    @Test
    void everyEventOfAClaim_hasAWordOfItsOwn() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WebhookMetrics metrics = new WebhookMetrics(registry);
        for (ClaimEvent event : ClaimEvent.values()) {
            metrics.claiming("acme", event);
        }

        assertThat(registry.find("countersign.claims").counters())
                .extracting(counter -> counter.getId().getTag("event"))
                .containsExactlyInAnyOrder(
                        "claimed",
                        "taken-over",
                        "duplicate",
                        "in-progress",
                        "conflict",
                        "lease-lost",
                        "completion-unknown",
                        "store-unavailable");
    }

    @Test
    void clockSkew_isNoNumber_whereNobodySignsATime() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Listeners.class)) {
            deliver(app, "opened 1");

            assertThat(app.bean(MeterRegistry.class)
                            .get("countersign.clock.skew")
                            .tag("endpoint", "acme")
                            .timeGauge()
                            .value())
                    .isNaN();
        }
    }

    @Test
    void whatTheMemoryForgetsEarly_isCounted() {
        String yaml = YAML + "  dedup: { memory: { max-remembered: 1 } }\n";
        try (RunningApp app = RunningApp.start(yaml, Application.class, Listeners.class)) {
            deliver(app, "opened 1");
            deliver(app, "opened 2");
            deliver(app, "opened 3");

            assertThat(app.bean(MeterRegistry.class)
                            .get("countersign.claims.forgotten.early")
                            .functionCounter()
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void deliveries_areCountedAndTimed_withClosedTags() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Listeners.class)) {
            deliver(app, "opened 1");
            deliver(app, "opened 1");
            app.deliver(SENDER.deliver("opened 2".getBytes(UTF_8)).tampered(), "/webhooks/acme");

            MeterRegistry registry = app.bean(MeterRegistry.class);
            assertThat(registry.find("countersign.deliveries").counters())
                    .extracting(counter -> counter.getId().getTag("endpoint") + " "
                            + counter.getId().getTag("outcome") + " "
                            + counter.getId().getTag("reason") + " " + counter.count())
                    .containsExactlyInAnyOrder(
                            "acme handled none 1.0",
                            "acme duplicate none 1.0",
                            "acme not-authentic signature-mismatch 1.0");
            assertThat(registry.get("countersign.delivery.duration")
                            .tags("endpoint", "acme", "outcome", "handled")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.find("countersign.secret.matches").counters())
                    .extracting(counter -> counter.getId().getTags() + " " + counter.count())
                    .containsExactly("[tag(endpoint=acme), tag(secret=current)] 2.0");
        }
    }
}

package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a trace shows of a delivery. */
class ObservationTest {
    private static final String SECRET = "0123456789abcdef";
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("any", SECRET));
    private static final String YAML = """
            countersign:
              endpoints:
                acme: &endpoint { provider: acme, secrets: [{ id: current, value: %s }] }
                later: *endpoint
                token: { provider: acme, auth: { path: { token: %s } } }
            """.formatted(SECRET, SECRET);
    private static RunningApp app;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }

        @Bean
        Hooks hooks(ObservationRegistry registry) {
            return new Hooks(registry);
        }

        @Bean
        Stopped stopped() {
            return new Stopped();
        }
    }

    /** Spring Boot registers every handler with the registry. */
    static final class Stopped implements ObservationHandler<Observation.Context> {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            seen.add(context.getContextualName() + " "
                    + context.getLowCardinalityKeyValues().stream()
                            .map(KeyValue::getValue)
                            .collect(Collectors.joining(" ")));
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return "countersign.delivery".equals(context.getName());
        }
    }

    @RestController
    static class Hooks {
        private final ObservationRegistry registry;
        private final List<String> parents = new CopyOnWriteArrayList<>();

        Hooks(ObservationRegistry registry) {
            this.registry = registry;
        }

        @WebhookMapping("acme")
        void acme(AcmeEvent event) {
            Observation current = registry.getCurrentObservation();
            parents.add(current == null ? "none" : current.getContextView().getName());
            if (event.id().equals("fails")) {
                throw new IllegalStateException("the pager is down");
            }
        }

        @PostMapping("/webhooks/later")
        Callable<String> later(AcmeEvent event) {
            return () -> "later";
        }

        @WebhookMapping("token")
        void token(AcmeEvent event) {}
    }

    @BeforeAll
    static void start() {
        app = RunningApp.start(YAML, Application.class);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void forget() {
        app.bean(Stopped.class).seen.clear();
        app.bean(Hooks.class).parents.clear();
    }

    private static void deliver(String path, String body) {
        app.deliver(SENDER.deliver(body.getBytes(UTF_8)), path);
    }

    private static void isObserved(String... expected) {
        await().untilAsserted(() -> assertThat(app.bean(Stopped.class).seen).containsExactly(expected));
    }

    @Test
    void aDelivery_isObservedByEndpointAndOutcome_andTheHandlerIsWithin() {
        deliver("/webhooks/acme", "opened 1");
        deliver("/webhooks/acme", "opened 1");
        deliver("/webhooks/acme", "opened fails");

        isObserved("webhook acme acme handled", "webhook acme acme duplicate", "webhook acme acme retry-later");
        assertThat(app.bean(Hooks.class).parents).containsExactly("countersign.delivery", "countersign.delivery");
    }

    @Test
    void aForgery_isObserved_withNothingOfItsOwn() {
        app.deliver(SENDER.deliver("opened 2".getBytes(UTF_8)).tampered(), "/webhooks/acme");

        isObserved("webhook acme acme not-authentic");
    }

    @Test
    void anAsynchronousHandler_isObservedToItsEnd() {
        deliver("/webhooks/later", "opened 1");

        isObserved("webhook later later handled");
    }

    @Test
    void aTokenInThePath_isNoPartOfIt() {
        app.deliver(Senders.path(SigningSecret.of("t", SECRET)).deliver("opened 1".getBytes(UTF_8)), "/webhooks/token");

        isObserved("webhook token token handled");
    }

    @Test
    void whatIsNoEndpoint_isNotObserved() {
        deliver("/elsewhere", "opened 1");
        deliver("/webhooks/acme", "opened 9");

        isObserved("webhook acme acme handled");
    }
}

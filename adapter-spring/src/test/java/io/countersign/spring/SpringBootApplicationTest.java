package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.RefusedException;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.MutableClock;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;

@ExtendWith(OutputCaptureExtension.class)
class SpringBootApplicationTest {
    private static final String SECRET = "hunter2-0123456789abcdef";
    private static final String YAML = """
            countersign:
              endpoints:
                acme:
                  provider: acme
                  secrets:
                    - { id: current, value: %s, accept-until: 2026-11-22T10:00:00Z }
            """.formatted(SECRET);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("current", SECRET));

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }

        @Bean
        MutableClock clock() {
            return new MutableClock(NOW);
        }

        @Bean
        Controller controller() {
            return new Controller();
        }
    }

    @RestController
    static class Controller {
        @PostMapping("/webhooks/acme")
        void acme(AcmeEvent.Opened event) throws RefusedException {
            if (event.id().equals("unwanted")) {
                throw new RefusedException(410, "nobody watches it any more");
            }
        }
    }

    @RestControllerAdvice
    static class CatchAll {
        @ExceptionHandler
        ResponseEntity<String> any(Exception thrown) {
            return ResponseEntity.internalServerError().body("sorry");
        }
    }

    @Test
    void aRefusal_isForGood_whateverTheApplicationMakesOfOtherExceptions() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, CatchAll.class)) {
            assertThat(deliver(app, "opened unwanted").statusCode()).isEqualTo(410);
            assertThat(deliver(app, "pinged 1").statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> deliver(RunningApp app, String body) {
        return app.deliver(SENDER.deliver(body.getBytes(UTF_8)), "/webhooks/acme");
    }

    @Test
    void theClockOfTheApplication_decidesOverWindows() {
        try (RunningApp app = RunningApp.start(YAML, Application.class)) {
            assertThat(deliver(app, "opened 1").statusCode()).isEqualTo(200);

            app.bean(MutableClock.class).set(Instant.parse("2026-11-22T10:00:00Z"));

            assertThat(deliver(app, "opened 2").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void theEndpoints_canBeInjected() {
        try (RunningApp app = RunningApp.start(YAML, Application.class)) {
            WebhookEndpoints endpoints = app.bean(WebhookEndpoints.class);

            assertThat(endpoints.byName()).containsOnlyKeys("acme");
            assertThat(endpoints.path("acme")).isEqualTo("/webhooks/acme");
            assertThat(endpoints.receiver("acme").provider()).isInstanceOf(AcmeProvider.class);
        }
    }

    /** A store that is always down. */
    static final class BrokenStore implements DedupStore {
        @Override
        public ClaimResult claim(ClaimRequest request) {
            return new ClaimResult.Unavailable("the disk is full");
        }

        @Override
        public SettleResult complete(Claim claim, Completion completion) {
            return SettleResult.LOST;
        }

        @Override
        public SettleResult release(Claim claim) {
            return SettleResult.LOST;
        }

        @Override
        public SettleResult renew(Claim claim, Duration lease) {
            return SettleResult.LOST;
        }
    }

    @Test
    void theStoreOfTheApplication_isUsedInsteadOfOurs() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, BrokenStore.class)) {
            assertThat(app.bean(DedupStore.class)).isInstanceOf(BrokenStore.class);
            assertThat(deliver(app, "opened 1").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void anEndpointThatFailsOpen_handlesEventsWhileTheStoreIsDown() {
        String yaml = YAML + "      when-store-is-down: fail-open-as-handler-is-idempotent\n";
        try (RunningApp app = RunningApp.start(yaml, Application.class, BrokenStore.class)) {
            assertThat(deliver(app, "opened 1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theLeaseCap_isThatOfTheKey(CapturedOutput output) {
        try (RunningApp app = RunningApp.start(YAML + "  dedup: { lease-cap: 90m }\n", Application.class)) {
            assertThat(deliver(app, "opened 1").statusCode()).isEqualTo(200);
            assertThat(output).contains("PT1H30M (lease cap)");
        }
    }

    @Test
    void withoutEndpoints_nothingIsSetUp_butNoParameterBecomesAnEvent() {
        try (RunningApp app = RunningApp.start("spring.main.lazy-initialization: false", Application.class)) {
            assertThatThrownBy(() -> app.bean(WebhookEndpoints.class))
                    .isInstanceOf(NoSuchBeanDefinitionException.class);

            HttpRequest request = HttpRequest.newBuilder(app.url("/webhooks/acme?id=attacker"))
                    .POST(BodyPublishers.noBody())
                    .build();
            assertThat(app.send(request).statusCode()).isEqualTo(500);
        }
    }

    @Test
    void aRequestThatNoFilterVerified_isLoggedWithItsMappingAndTheMend(CapturedOutput output) {
        try (RunningApp app = RunningApp.start(YAML.replace("acme:\n", "other:\n"), Application.class)) {
            deliver(app, "opened 1");

            assertThat(output)
                    .contains("no webhook filter verified this request to /webhooks/acme")
                    .contains("set countersign.endpoints.<name>.path");
        }
    }

    /** Stops before the web server does, and delivers then. */
    static final class LateDelivery implements SmartLifecycle {
        final AtomicReference<@Nullable RunningApp> app = new AtomicReference<>();
        final AtomicReference<@Nullable HttpResponse<String>> answer = new AtomicReference<>();
        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            RunningApp stopping = app.get();
            if (stopping != null) {
                answer.set(deliver(stopping, "opened late"));
            }
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    @Test
    void whenTheContextCloses_newDeliveriesAreAskedToBeRetried() {
        RunningApp app = RunningApp.start(YAML, Application.class, LateDelivery.class);
        LateDelivery late = app.bean(LateDelivery.class);
        late.app.set(app);

        app.close();

        assertThat(late.answer.get()).isNotNull().satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
    }

    @Test
    void anEndpoint_isReadyForDeliveriesOfTheLargestBody() {
        String yaml = YAML + "      max-body: 8B\n";
        try (RunningApp app = RunningApp.start(yaml, Application.class)) {
            assertThat(deliver(app, "opened 1").statusCode()).isEqualTo(200);
            assertThat(deliver(app, "opened 12").statusCode()).isEqualTo(413);
        }
    }

    @Test
    void aConflict_isRefused_whereTheKeySaysSo() {
        String yaml = YAML + "      conflict: refuse\n";
        try (RunningApp app = RunningApp.start(yaml, Application.class)) {
            deliver(app, "opened 1");

            assertThat(deliver(app, "pinged 1").statusCode()).isEqualTo(422);
        }
    }

    @Test
    void aHandledEvent_isForgottenAfterTheRetention() {
        String yaml = YAML + "  dedup: { retention: 2h }\n";
        try (RunningApp app = RunningApp.start(yaml, Application.class)) {
            MutableClock clock = app.bean(MutableClock.class);
            deliver(app, "opened 1");

            clock.advance(Duration.ofHours(2).minusNanos(1));
            assertThat(deliver(app, "opened 1").headers().firstValue("Webhook-Outcome"))
                    .hasValue("duplicate");

            clock.advance(Duration.ofNanos(1));
            assertThat(deliver(app, "opened 1").headers().firstValue("Webhook-Outcome"))
                    .hasValue("handled");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MvcByHand extends WebMvcConfigurationSupport {}

    @Test
    void anApplicationThatSetsUpMvcByHand_getsItsArguments_andNoneOutOfParameters() {
        try (RunningApp app = RunningApp.start(YAML, Application.class, MvcByHand.class)) {
            assertThat(deliver(app, "opened 1").statusCode()).isEqualTo(200);
        }
        try (RunningApp app = RunningApp.start("server.port: 0", Application.class, MvcByHand.class)) {
            assertThat(app.send(HttpRequest.newBuilder(app.url("/webhooks/acme?id=attacker"))
                                    .POST(BodyPublishers.noBody())
                                    .build())
                            .statusCode())
                    .isEqualTo(500);
        }
    }
}

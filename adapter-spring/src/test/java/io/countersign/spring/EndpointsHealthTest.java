package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.MutableClock;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The health of the endpoints, as an operator sees it. */
class EndpointsHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SECRET = "0123456789abcdef";
    private static final String YAML = """
            management:
              endpoint.health: { show-details: always, probes.enabled: true }
              health: { webhook-endpoints.turned-away-for: 10m, redis.enabled: false }
            countersign:
              endpoints:
                acme: { provider: acme, secrets: [{ id: current, value: %s, accept-until: 2026-11-23T10:00:00Z }] }
                open: { provider: acme, auth: { none: accepted } }
                timed: { provider: slack, secrets: [{ id: current, value: %s }] }
            """.formatted(SECRET, SECRET);

    private static RunningApp app;
    private static MutableClock clock;
    private static int sent;

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
        Hooks hooks() {
            return new Hooks();
        }
    }

    @RestController
    static class Hooks {
        @WebhookMapping("acme")
        void acme(AcmeEvent event) {
            if (event.id().startsWith("fails")) {
                throw new IllegalStateException("the pager is down");
            }
        }
    }

    @BeforeAll
    static void start() {
        app = RunningApp.start(YAML, Application.class);
        clock = app.bean(MutableClock.class);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    /** Something is let in, so that each test begins alike. */
    @BeforeEach
    void letIn() {
        clock.set(NOW);
        assertThat(deliver("opened").statusCode()).isEqualTo(200);
    }

    private static SignedRequest signed(String kind) {
        sent++;
        return Senders.statusPulse(SigningSecret.of("any", SECRET)).deliver((kind + " " + sent).getBytes(UTF_8));
    }

    private static HttpResponse<String> deliver(String kind) {
        return app.deliver(signed(kind), "/webhooks/acme");
    }

    private static void forge(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(app.deliver(signed("opened").tampered(), "/webhooks/acme")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private static HttpResponse<String> get(String path) {
        return app.send(HttpRequest.newBuilder(app.url(path)).GET().build());
    }

    private static JsonNode health() {
        return JsonMapper.shared()
                .readTree(get("/actuator/health/webhookEndpoints").body());
    }

    private static String status() {
        return health().get("status").asString();
    }

    private static String problem() {
        return health().at("/details/acme/problem").asString();
    }

    @Test
    void anEndpointThatLetsDeliveriesIn_isUp_andSaysWhenItDid() {
        JsonNode health = health();

        assertThat(health.get("status").asString()).isEqualTo("UP");
        assertThat(health.at("/details/acme/lastLetIn").asString()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(health.at("/details/open/status").asString()).isEqualTo("UP");
        assertThat(health.at("/details/open").has("lastLetIn")).isFalse();
    }

    @Test
    void anEndpointWhoseClockIsOff_isUnknown_whichTakesNothingOutOfItsLoadBalancer() {
        // Another hour than that of the other tests, who share the endpoint's memory of the last ten minutes.
        Instant sendersTime = NOW.plusSeconds(3600);
        clock.set(NOW.plusSeconds(7200));
        for (int i = 0; i < 3; i++) {
            Instant signedAt = sendersTime.minusSeconds(i);
            SignedRequest late = Senders.slack(SigningSecret.of("any", SECRET), () -> signedAt)
                    .deliver("text=late".getBytes(UTF_8));
            assertThat(app.deliver(late, "/webhooks/timed").statusCode()).isEqualTo(i < 2 ? 401 : 503);
        }

        assertThat(health().at("/details/timed/status").asString()).isEqualTo("UNKNOWN");
        assertThat(health().at("/details/timed/problem").asString()).startsWith("this clock is 3601 s ahead of");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void anEndpointWithoutALiveSecret_isDown_alsoBeforeAnyDelivery_andSoIsTheApplication() {
        clock.set(Instant.parse("2026-11-23T10:00:00Z"));

        assertThat(status()).isEqualTo("DOWN");
        assertThat(problem()).startsWith("NO_LIVE_SECRET: ").contains("add one, or mend accept-from and accept-until");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/webhookEndpoints").body()).doesNotContain(SECRET);
    }

    @Test
    void anEndpointThatTurnedEverythingAway_isUnknownFromTheTimeOn_andTheApplicationIsUp() {
        forge(1);
        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        forge(2);
        assertThat(status()).isEqualTo("UP");

        clock.advance(Duration.ofNanos(1));

        assertThat(status()).isEqualTo("UNKNOWN");
        assertThat(problem())
                .isEqualTo("all of 3 deliveries since 2026-11-21T10:00:00Z were turned away, the last one for"
                        + " SIGNATURE_MISMATCH; compare the secret with the sender's, and read the log");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared()
                        .readTree(get("/actuator/health").body())
                        .get("status")
                        .asString())
                .isEqualTo("UP");
    }

    @Test
    void fewDeliveriesThatWereTurnedAway_sayNothing() {
        forge(2);
        clock.advance(Duration.ofHours(1));

        assertThat(status()).isEqualTo("UP");
    }

    @Test
    void oneThatIsLetIn_endsIt() {
        forge(3);
        clock.advance(Duration.ofMinutes(10));
        assertThat(status()).isEqualTo("UNKNOWN");

        deliver("opened");

        assertThat(status()).isEqualTo("UP");
    }

    @Test
    void oneThatIsLetInAndFails_endsItAsWell() {
        forge(3);
        clock.advance(Duration.ofMinutes(10));

        assertThat(app.deliver(
                                Senders.statusPulse(SigningSecret.of("any", SECRET))
                                        .deliver("opened fails".getBytes(UTF_8)),
                                "/webhooks/acme")
                        .statusCode())
                .isEqualTo(503);

        assertThat(status()).isEqualTo("UP");
    }

    @Test
    void whatIsAuthenticButCannotBeRead_isTurnedAwayToo() {
        SignedRequest unreadable =
                Senders.statusPulse(SigningSecret.of("any", SECRET)).deliver("nonsense".getBytes(UTF_8));
        for (int i = 0; i < 3; i++) {
            assertThat(app.deliver(unreadable, "/webhooks/acme").statusCode()).isEqualTo(422);
        }
        clock.advance(Duration.ofMinutes(10));

        assertThat(problem()).contains("the last one for NOT_THE_PAYLOAD");
    }

    @Test
    void aProbeByAnotherMethod_saysNothing() {
        for (int i = 0; i < 5; i++) {
            assertThat(get("/webhooks/acme").statusCode()).isEqualTo(405);
        }
        clock.advance(Duration.ofHours(1));

        assertThat(status()).isEqualTo("UP");
    }

    @Test
    void aDayWithoutAny_endsIt() {
        forge(3);
        clock.advance(Duration.ofDays(1));
        assertThat(status()).isEqualTo("UNKNOWN");

        clock.advance(Duration.ofNanos(1));
        assertThat(status()).isEqualTo("UP");

        forge(1);
        clock.advance(Duration.ofMinutes(10));
        assertThat(status()).isEqualTo("UP");
    }

    @Test
    void theComponent_canBeTakenOut() {
        try (RunningApp without =
                RunningApp.start(YAML + "management.health.webhook-endpoints.enabled: false\n", Application.class)) {
            HttpRequest request = HttpRequest.newBuilder(without.url("/actuator/health/webhookEndpoints"))
                    .GET()
                    .build();
            assertThat(without.send(request).statusCode()).isEqualTo(404);
            assertThat(without.send(HttpRequest.newBuilder(without.url("/actuator/health/webhookClaims"))
                                    .GET()
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}

package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceivedDelivery;
import io.countersign.event.IncidentNotice;
import io.countersign.provider.elastio.ElastioEvent;
import io.countersign.provider.mar.MarEvent;
import io.countersign.provider.metaplane.MetaplaneIncident;
import io.countersign.provider.statuspageone.StatusPageOneEvent;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.MutableClock;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The five providers, each from its keys to its controller. */
class ProvidersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String YAML = """
            countersign:
              max-body: 1MB
              dedup: { store: memory, retention: 7d, lease: 60s }
              endpoints:
                statuspulse:
                  path: /webhooks/statuspulse
                  provider: statuspulse
                  secrets:
                    - { id: "2026-11", value: "new-0123456789abcdef" }
                    - { id: "2026-10", value: "old-0123456789abcdef", accept-until: 2026-11-22T10:00:00Z }
                statuspageone:
                  provider: statuspageone
                  secrets: [{ id: s1, value: "s1-0123456789abcdef" }]
                unsigned:
                  provider: statuspageone
                  auth: { none: accepted }
                metaplane:
                  provider: metaplane
                  auth: { path: { token: "token-0123456789" } }
                elastio:
                  provider: elastio
                  auth: { api-key: { header: X-Api-Key, value: "elastio-key" } }
                elastio-basic:
                  provider: elastio
                  auth: { basic: { username: elastio, password: "pass word:1" } }
                elastio-bearer:
                  provider: elastio
                  auth: { bearer: { token: "elastio-token" } }
                mar:
                  provider: mar
                  secrets: [{ id: mar, value: "mar-0123456789abcdef" }]
                  delivery-id-header: X-Delivery-Id
                mar-signed:
                  provider: mar
                  secrets: [{ id: mar, value: "mar-0123456789abcdef" }]
                  signature: { header: X-StatusPulse-Signature, format: "sha256={hex}" }
            """;
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static RunningApp app;

    @Configuration(proxyBeanMethods = false)
    static class Application {
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
        @PostMapping("/webhooks/statuspulse")
        void statusPulse(StatusPulseEvent event, IncidentNotice notice) {
            SEEN.add(event.getClass().getSimpleName() + " " + notice.incidentKey());
        }

        @PostMapping({"/webhooks/statuspageone", "/webhooks/unsigned"})
        void statusPageOne(StatusPageOneEvent event) {
            SEEN.add(event.getClass().getSimpleName());
        }

        @PostMapping("/webhooks/metaplane/{token}")
        void metaplane(MetaplaneIncident incident) {
            SEEN.add("Metaplane " + incident.id());
        }

        @PostMapping({"/webhooks/elastio", "/webhooks/elastio-basic", "/webhooks/elastio-bearer"})
        void elastio(ReceivedDelivery<ElastioEvent> delivery) {
            delivery.forEach(received -> {
                SEEN.add(received.event().getClass().getSimpleName() + " " + received.id() + " " + received.attempt());
                if (received.id().contains("fails") && received.attempt() == 1) {
                    throw new IllegalStateException("the pager is down");
                }
            });
        }

        @PostMapping({"/webhooks/mar", "/webhooks/mar-signed"})
        void mar(MarEvent event) {
            SEEN.add(event.getClass().getSimpleName());
        }
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
        SEEN.clear();
    }

    private static SigningSecret secret(String value) {
        return SigningSecret.of("sender", value);
    }

    private static int deliver(SignedRequest request, String path) {
        return app.deliver(request, path).statusCode();
    }

    @Test
    void statusPulse_isTakenWithEitherSecret_untilTheRotationIsOver() {
        MutableClock clock = app.bean(MutableClock.class);
        byte[] opened = SamplePayloads.statusPulseOpened("INC-1", NOW);
        byte[] resolved = SamplePayloads.statusPulseResolved("INC-1", NOW);
        byte[] late = SamplePayloads.statusPulseOpened("INC-2", NOW);
        SigningSecret current = secret("new-0123456789abcdef");
        SigningSecret previous = secret("old-0123456789abcdef");
        String path = "/webhooks/statuspulse";

        assertThat(deliver(Senders.statusPulse(previous).deliver(opened), path)).isEqualTo(200);
        assertThat(deliver(Senders.statusPulse(previous, current).deliver(resolved), path))
                .isEqualTo(200);
        clock.set(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(deliver(Senders.statusPulse(previous).deliver(late), path)).isEqualTo(401);
        assertThat(deliver(Senders.statusPulse(current).deliver(late), path)).isEqualTo(200);
        clock.set(NOW);

        assertThat(SEEN).hasSize(3);
        assertThat(SEEN.get(0)).startsWith("IncidentOpened ").endsWith("INC-1");
        assertThat(SEEN.get(1)).startsWith("IncidentResolved ").endsWith("INC-1");
    }

    @Test
    void statusPulse_getsItsHandshake() {
        HttpRequest handshake =
                HttpRequest.newBuilder(app.url("/webhooks/statuspulse")).GET().build();

        HttpResponse<String> answer = app.send(handshake);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void statusPageOne_isTakenSigned_andUnsignedOnlyWhereThatIsSaid() {
        byte[] alert = SamplePayloads.statusPageOneAlert("mon-1", "DOWN", NOW);

        assertThat(deliver(
                        Senders.statusPageOne(secret("s1-0123456789abcdef")).deliver(alert), "/webhooks/statuspageone"))
                .isEqualTo(200);
        assertThat(deliver(Senders.unauthenticated().deliver(alert), "/webhooks/statuspageone"))
                .isEqualTo(401);
        assertThat(deliver(Senders.unauthenticated().deliver(alert), "/webhooks/unsigned"))
                .isEqualTo(200);
        assertThat(SEEN).containsExactly("MonitorAlert", "MonitorAlert");
    }

    @Test
    void metaplane_isTakenWithItsTokenInThePath() {
        byte[] incident = SamplePayloads.metaplaneIncident("inc-1", "idem-1", "opened", NOW);

        assertThat(deliver(Senders.path(secret("token-0123456789")).deliver(incident), "/webhooks/metaplane"))
                .isEqualTo(200);
        assertThat(deliver(Senders.path(secret("token-0123456780")).deliver(incident), "/webhooks/metaplane"))
                .isEqualTo(401);
        assertThat(deliver(Senders.unauthenticated().deliver(incident), "/webhooks/metaplane"))
                .isEqualTo(401);
        assertThat(SEEN).containsExactly("Metaplane inc-1");
    }

    @Test
    void elastio_isTakenWithEachOfItsCredentials() {
        assertThat(deliver(
                        Senders.token("x-api-key", secret("elastio-key"))
                                .deliver(SamplePayloads.elastioUnhealthy(NOW, "a")),
                        "/webhooks/elastio"))
                .isEqualTo(200);
        assertThat(deliver(
                        Senders.basic(SigningSecret.basic("b", "elastio", "pass word:1"))
                                .deliver(SamplePayloads.elastioUnhealthy(NOW, "b")),
                        "/webhooks/elastio-basic"))
                .isEqualTo(200);
        assertThat(deliver(
                        Senders.bearer(secret("elastio-token")).deliver(SamplePayloads.elastioUnhealthy(NOW, "c")),
                        "/webhooks/elastio-bearer"))
                .isEqualTo(200);
        assertThat(deliver(
                        Senders.bearer(secret("elastio-key")).deliver(SamplePayloads.elastioUnhealthy(NOW, "d")),
                        "/webhooks/elastio-bearer"))
                .isEqualTo(401);
        assertThat(SEEN).containsExactly("IscanUnhealthy a 1", "IscanUnhealthy b 1", "IscanUnhealthy c 1");
    }

    @Test
    void anElastioEnvelopeOfWhichOneEventFails_isRetriedForThatEventOnly() {
        SignedRequest envelope = Senders.token("X-Api-Key", secret("elastio-key"))
                .deliver(SamplePayloads.elastioUnhealthy(NOW, "e1", "e2-fails", "e3"));

        assertThat(deliver(envelope, "/webhooks/elastio")).isEqualTo(503);
        assertThat(SEEN).containsExactly("IscanUnhealthy e1 1", "IscanUnhealthy e2-fails 1", "IscanUnhealthy e3 1");

        SEEN.clear();
        assertThat(deliver(envelope, "/webhooks/elastio")).isEqualTo(200);
        assertThat(SEEN).containsExactly("IscanUnhealthy e2-fails 2");
    }

    @Test
    void mar_isTakenWithItsSecret_andItsDeliveryIdTellsEqualEventsApart() {
        SignedRequest event = Senders.mar(secret("mar-0123456789abcdef"))
                .deliver(SamplePayloads.marEvent("alert.triggered", "alert-1", NOW));

        assertThat(deliver(event.withHeader("X-Delivery-Id", "d-1"), "/webhooks/mar"))
                .isEqualTo(200);
        assertThat(deliver(event.withHeader("X-Delivery-Id", "d-1"), "/webhooks/mar"))
                .isEqualTo(200);
        assertThat(deliver(event.withHeader("X-Delivery-Id", "d-2"), "/webhooks/mar"))
                .isEqualTo(200);
        assertThat(SEEN).containsExactly("MarNotification", "MarNotification");
    }

    @Test
    void mar_isTakenWithASignature_whereTheKeysSaySo() {
        byte[] event = SamplePayloads.marEvent("alert.triggered", "alert-2", NOW);
        SigningSecret secret = secret("mar-0123456789abcdef");

        assertThat(deliver(Senders.statusPulse(secret).deliver(event), "/webhooks/mar-signed"))
                .isEqualTo(200);
        assertThat(deliver(Senders.mar(secret).deliver(event), "/webhooks/mar-signed"))
                .isEqualTo(401);
        assertThat(SEEN).containsExactly("MarNotification");
    }
}

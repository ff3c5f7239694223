package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.provider.preset.RawEvent;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.MutableClock;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Senders that are known by their scheme, or described by one, from their keys to the controller. */
class PresetsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final SigningSecret SECRET = SigningSecret.of("any", "0123456789abcdef");
    private static final String YAML = """
            countersign:
              endpoints:
                slack:
                  provider: slack
                  secrets: [{ id: a, value: "0123456789abcdef" }]
                zoom:
                  provider: zoom
                  secrets: [{ id: a, value: "0123456789abcdef" }]
                meta:
                  provider: meta
                  secrets: [{ id: a, value: "0123456789abcdef" }]
                  verify-token: "meaty ham & hock"
                grid:
                  provider: event-grid
                  auth: { api-key: { header: X-Grid-Key, value: "0123456789abcdef" } }
                  allowed-origins: [eventgrid.azure.net]
                square:
                  provider: square
                  secrets: [{ id: a, value: "0123456789abcdef" }]
                  public-url: https://hooks.example.com
                statuspulse:
                  provider: statuspulse
                  secrets: [{ id: a, value: "0123456789abcdef" }]
                  registration-until: 2026-11-21T10:15:00Z
                acme:
                  secrets: [{ id: a, value: "0123456789abcdef" }]
                  scheme:
                    algorithm: hmac-sha256
                    signature:
                      header: X-Acme-Signature
                      format: "v0={hex}"
                      list: none
                    signed: "v0:{timestamp}:{body}"
                    timestamp: { header: X-Acme-Timestamp, unit: seconds, tolerance: 1m }
                    id: { header: X-Acme-Id }
                    secret: utf8
                    secret-min-bytes: 16
                token:
                  secrets: [{ id: a, value: "0123456789abcdef" }]
                  scheme: { token: { header: X-Acme-Key } }
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
        @PostMapping({
            "/webhooks/slack",
            "/webhooks/zoom",
            "/webhooks/meta",
            "/webhooks/grid",
            "/webhooks/square",
            "/webhooks/acme",
            "/webhooks/token"
        })
        void any(RawEvent event) {
            SEEN.add(event.provider() + " " + new String(event.body(), UTF_8));
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
        app.bean(MutableClock.class).set(NOW);
    }

    private static HttpResponse<String> deliver(SignedRequest request, String name) {
        return app.deliver(request, "/webhooks/" + name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static SignedRequest unsigned(String method) {
        return Senders.unauthenticated().deliver(new byte[0]).withMethod(method);
    }

    @Test
    void slack_andZoom_shakeHandsAndDeliver() {
        MutableClock clock = app.bean(MutableClock.class);
        String challenge = "{\"type\":\"url_verification\",\"challenge\":\"abc\"}";
        String validation = "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"abc\"}}";

        assertThat(deliver(Senders.slack(SECRET, clock).deliver(bytes(challenge)), "slack")
                        .body())
                .isEqualTo("abc");
        assertThat(deliver(Senders.zoom(SECRET, clock).deliver(bytes(validation)), "zoom")
                        .body())
                .startsWith("{\"plainToken\":\"abc\",\"encryptedToken\":\"");
        assertThat(deliver(Senders.slack(SECRET, clock).deliver(bytes("command=/deploy")), "slack")
                        .statusCode())
                .isEqualTo(200);
        assertThat(SEEN).containsExactly("slack command=/deploy");
    }

    @Test
    void meta_takesItsVerifyToken() {
        String query = "hub.mode=subscribe&hub.challenge=123&hub.verify_token=";

        assertThat(deliver(unsigned("GET").withQuery(query + "meaty+ham+%26+hock"), "meta")
                        .body())
                .isEqualTo("123");
        assertThat(deliver(unsigned("GET").withQuery(query + "meaty"), "meta").statusCode())
                .isEqualTo(401);
        assertThat(deliver(Senders.hmacSha256("X-Hub-Signature-256", SECRET).deliver(bytes("{}")), "meta")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void eventGrid_getsConsent() {
        HttpResponse<String> consent =
                deliver(unsigned("OPTIONS").withHeader("WebHook-Request-Origin", "eventgrid.azure.net"), "grid");

        assertThat(consent.headers().firstValue("WebHook-Allowed-Origin")).hasValue("eventgrid.azure.net");
        assertThat(deliver(unsigned("OPTIONS").withHeader("WebHook-Request-Origin", "a.example"), "grid")
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void statusPulse_registersUntilItsInstantOnly() {
        SignedRequest unsigned = Senders.unauthenticated().deliver(SamplePayloads.statusPulseOpened("INC-1", NOW));

        assertThat(deliver(unsigned, "statuspulse").statusCode()).isEqualTo(200);
        app.bean(MutableClock.class).set(NOW.plus(Duration.ofMinutes(15)));
        assertThat(deliver(unsigned, "statuspulse").statusCode()).isEqualTo(401);
    }

    @Test
    void document_describesASender_whoseNameIsThatOfTheEndpoint() throws GeneralSecurityException {
        String time = Long.toString(NOW.getEpochSecond());
        SignedRequest acme = Senders.unauthenticated()
                .deliver(bytes("one"))
                .withHeader("X-Acme-Timestamp", time)
                .withHeader("X-Acme-Signature", "v0=" + HexFormat.of().formatHex(hmac("v0:" + time + ":one")));

        assertThat(deliver(acme, "acme").statusCode()).isEqualTo(200);
        app.bean(MutableClock.class).set(NOW.plusSeconds(61));
        assertThat(deliver(acme, "acme").statusCode()).isEqualTo(401);
        assertThat(deliver(Senders.token("X-Acme-Key", SECRET).deliver(bytes("two")), "token")
                        .statusCode())
                .isEqualTo(200);
        assertThat(SEEN).containsExactly("acme one", "token two");
    }

    @Test
    void square_isVerifiedUnderItsPublicUrl() throws GeneralSecurityException {
        byte[] tag = hmac("https://hooks.example.com/webhooks/square?shop=1{\"type\":\"payment.created\"}");
        SignedRequest delivery = Senders.unauthenticated()
                .deliver(bytes("{\"type\":\"payment.created\"}"))
                .withHeader("x-square-hmacsha256-signature", Base64.getEncoder().encodeToString(tag));

        assertThat(deliver(delivery.withQuery("shop=2"), "square").statusCode()).isEqualTo(401);
        assertThat(deliver(delivery.withQuery("shop=1"), "square").statusCode()).isEqualTo(200);
        assertThat(SEEN).hasSize(1);
    }

    private static byte[] hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.revealValue(), "HmacSHA256"));
        return mac.doFinal(bytes(text));
    }
}

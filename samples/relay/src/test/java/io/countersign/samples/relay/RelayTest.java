package io.countersign.samples.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.samples.relay.demo.StandIn;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The whole relay, from its configuration file to what the destinations got, over HTTP. */
class RelayTest {
    private static final String CURRENT = "current-s3cret-0123456789";
    private static final String OLD = "old-s3cret-0123456789";
    private static final String EXPIRED = "expired-s3cret-0123456789";
    private static final String TOKEN = "token-s3cret-0123456789";
    private static final String API_KEY = "api-key-s3cret-0123456789";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path directory;

    private static StandIn pagerDuty;
    private static StandIn slack;
    private static RelayServer relay;

    @BeforeAll
    static void start() throws Exception {
        pagerDuty = StandIn.pagerDuty("routing-key-s3cret-0123456789012");
        slack = StandIn.slack("slack-s3cret");
        Path config = Files.writeString(directory.resolve("a relay, and more.yaml"), """
                countersign:
                  endpoints:
                    statuspulse:
                      provider: statuspulse
                      secrets:
                        - { id: current, value: "%s" }
                        - { id: old, value: "%s", accept-until: "2999-01-01T00:00:00Z" }
                        - { id: expired, value: "%s", accept-until: "2020-01-01T00:00:00Z" }
                    metaplane:
                      path: /in/metaplane
                      provider: metaplane
                      auth: { bearer: { token: "%s" } }
                    elastio:
                      provider: elastio
                      auth: { api-key: { header: X-Api-Key, value: "%s" } }
                relay:
                  destinations:
                    pagerduty: { url: "%s", routing-key: "routing-key-s3cret-0123456789012" }
                    slack: { url: "%s" }
                """.formatted(
                        CURRENT, OLD, EXPIRED, TOKEN, API_KEY, pagerDuty.url(), slack.url()));
        relay = RelayServer.start(
                config, List.of("--server.port=0", "--logging.file.name=" + directory.resolve("relay.log")));
    }

    @AfterAll
    static void stop() {
        relay.close();
        pagerDuty.close();
        slack.close();
    }

    @Test
    void signedIncident_isForwardedOnce_howeverOftenItComes() throws Exception {
        String body = opened("INC-1");
        assertThat(statusPulse(body, sign(CURRENT, body)).statusCode()).isEqualTo(200);
        HttpResponse<String> again = statusPulse(body, sign(CURRENT, body));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Webhook-Outcome")).contains("duplicate");
        assertThat(pages("INC-1")).singleElement().satisfies(page -> {
            assertThat(page.path("event_action").asString()).isEqualTo("trigger");
            assertThat(page.path("dedup_key").asString()).startsWith("statuspulse:statuspulse:");
        });
        assertThat(messages("INC-1")).hasSize(1);
    }

    @Test
    void resolvedIncident_resolvesWhatItOpened() throws Exception {
        String opened = opened("INC-2");
        String resolved = """
                {"event_type":"incident_resolved","incident_id":"INC-2","monitor_name":"checkout","status":"resolved",
                "resolved_at":"2026-11-21T10:30:00Z","details":{"auto_resolved":true}}""";
        statusPulse(opened, sign(CURRENT, opened));
        statusPulse(resolved, sign(CURRENT, resolved));
        List<JsonNode> pages = pages("INC-2");
        assertThat(pages)
                .extracting(page -> page.path("event_action").asString())
                .containsExactly("trigger", "resolve");
        assertThat(pages.get(1).path("dedup_key")).isEqualTo(pages.get(0).path("dedup_key"));
    }

    @Test
    void changedByteOrMissingOrForeignSignature_isNotAuthentic_andNotForwarded() throws Exception {
        String body = opened("INC-3");
        String signature = sign(CURRENT, body);
        assertThat(statusPulse(body.replace("503", "504"), signature).statusCode())
                .isEqualTo(401);
        assertThat(statusPulse(body, sign("another-s3cret-0123456789", body)).statusCode())
                .isEqualTo(401);
        assertThat(send(request("/webhooks/statuspulse").POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(pages("INC-3")).isEmpty();
    }

    @Test
    void oldSecret_isTakenInsideItsWindow_andNotAfterIt() throws Exception {
        String body = opened("INC-4");
        assertThat(statusPulse(body, sign(EXPIRED, body)).statusCode()).isEqualTo(401);
        assertThat(statusPulse(body, sign(OLD, body)).statusCode()).isEqualTo(200);
        assertThat(pages("INC-4")).hasSize(1);
    }

    @Test
    void anotherMethod_isRefused() throws Exception {
        HttpResponse<String> put = send(request("/webhooks/statuspulse").PUT(BodyPublishers.ofString("{}")));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow").orElseThrow()).contains("POST");
    }

    @Test
    void twoMegabytes_areTooMuch_declaredOrChunked() throws Exception {
        byte[] large = new byte[2_000_000];
        assertThat(send(request("/webhooks/statuspulse").POST(BodyPublishers.ofByteArray(large)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(request("/webhooks/statuspulse")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void metaplaneIncident_isForwardedOnce_fromThePathOfItsConfiguration() throws Exception {
        String body = """
                {"id":"MP-1","createdAt":"2026-11-21T10:00:00Z","updatedAt":"2026-11-21T10:00:00Z",
                "idempotencyId":"idem-1","status":"opened","acknowledged":false,"acknowledgedAt":null,
                "incidentUrl":"https://app.metaplane.dev/incident/MP-1","labels":[],"affectedMonitors":[]}""";
        for (int i = 0; i < 2; i++) {
            assertThat(send(request("/in/metaplane")
                                    .header("Authorization", "Bearer " + TOKEN)
                                    .POST(BodyPublishers.ofString(body)))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(send(request("/in/metaplane").POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(pages("MP-1")).hasSize(1);
    }

    @Test
    void envelopeOfWhichOneEventFails_isRetried_forThatEventOnly() throws Exception {
        String body = "{\"version\":\"v0\",\"deprecation_warning\":null,\"events\":[" + elastioEvent("el-1") + ","
                + elastioEvent("el-2") + "," + elastioEvent("el-3") + "]}";
        pagerDuty.answerNext(202, 500, 202);
        HttpResponse<String> first = elastio(body);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(pages("el-2")).isEmpty();
        assertThat(elastio(body).statusCode()).isEqualTo(200);
        for (String id : List.of("el-1", "el-2", "el-3")) {
            assertThat(pages(id)).hasSize(1);
            assertThat(messages(id)).hasSize(1);
        }
    }

    @Test
    void destinationThatRefusesForGood_stillGetsTheEventOnTheSendersRetry() throws Exception {
        String body = opened("INC-5");
        slack.answerNext(404);
        assertThat(statusPulse(body, sign(CURRENT, body)).statusCode()).isEqualTo(503);
        assertThat(statusPulse(body, sign(CURRENT, body)).statusCode()).isEqualTo(200);
        assertThat(messages("INC-5")).hasSize(1);
        assertThat(Files.readString(directory.resolve("relay.log")))
                .contains("slack answered 404 (not_accepted)", "relay.destinations.slack.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz"})
    void health_isSmallJson(String path) throws Exception {
        HttpResponse<String> response = send(request(path).GET());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void metrics_countDeliveriesAndForwards() throws Exception {
        String body = opened("INC-6");
        statusPulse(body, sign(CURRENT, body));
        statusPulse(body, "sha256=" + "0".repeat(64));
        HttpResponse<String> response = send(request("/metrics").GET());
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body())
                .containsPattern("countersign_deliveries_total\\{endpoint=\"statuspulse\",outcome=\"handled\"")
                .containsPattern("countersign_deliveries_total\\{endpoint=\"statuspulse\",outcome=\"not-authentic\"")
                .containsPattern("relay_forwards_total\\{destination=\"pagerduty\",result=\"accepted\"\\} [1-9]")
                .containsPattern("relay_forwards_total\\{destination=\"slack\",result=\"accepted\"\\} [1-9]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/webhooks/nobody", "/actuator", "/env", "/beans", "/health", "/error/x"})
    void unknownPath_isNotFound_andSaysNothingAboutTheInside(String path) throws Exception {
        HttpResponse<String> response =
                send(request(path).header("Accept", "text/html").GET());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"status\":404").doesNotContain("trace", "Exception", "Tomcat");
    }

    @Test
    void log_holdsNoSecretAndNothingOfABody() throws Exception {
        String body = opened("INC-7");
        pagerDuty.answerNext(400);
        statusPulse(body, sign(CURRENT, body));
        statusPulse(body, sign("wrong-s3cret-0123456789", body));
        assertThat(Files.readString(directory.resolve("relay.log")))
                .contains("listening on port", "pagerduty answered 400")
                .doesNotContain("s3cret", sign(CURRENT, body), "checkout");
    }

    private static String opened(String incidentId) {
        return """
                {"event_type":"incident_opened","incident_id":"%s","monitor_name":"checkout","status":"investigating",
                "triggered_at":"2026-11-21T10:00:00Z","details":{"response_code":503,"region":"us-east-1"}}""".formatted(incidentId);
    }

    private static String elastioEvent(String id) {
        return """
                {"event_id":"%s","event_kind":"elastio:recovery-point:iscan:unhealthy","event_time":"2026-11-21T10:00:00Z",
                "event_version":"v0","deprecation_warning":null,"human_readable_recovery_point_id":"rp-%s",
                "cloud_connector_asset_id":"asset-%s","number_of_malware_threats":0,"number_of_ransomware_threats":2}""".formatted(id, id, id);
    }

    /** As {@code openssl dgst -sha256 -hmac} does it. */
    private static String sign(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }

    private static HttpResponse<String> statusPulse(String body, String signature) throws Exception {
        return send(request("/webhooks/statuspulse")
                .header("X-StatusPulse-Signature", signature)
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> elastio(String body) throws Exception {
        return send(request("/webhooks/elastio").header("X-Api-Key", API_KEY).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + relay.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<JsonNode> pages(String id) {
        return pagerDuty.accepted().stream()
                .filter(page -> page.toString().contains(id))
                .toList();
    }

    private static List<JsonNode> messages(String id) {
        return slack.accepted().stream()
                .filter(message -> message.toString().contains(id))
                .toList();
    }
}

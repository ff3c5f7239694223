package io.countersign.samples.relay;

import static io.countersign.samples.relay.RunningRelay.CURRENT;
import static io.countersign.samples.relay.RunningRelay.EXPIRED;
import static io.countersign.samples.relay.RunningRelay.OLD;
import static io.countersign.samples.relay.RunningRelay.TOKEN;
import static io.countersign.samples.relay.RunningRelay.opened;
import static io.countersign.samples.relay.RunningRelay.sign;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole relay, from its configuration file to what the destinations got, over HTTP. */
class RelayTest {
    @TempDir
    private static Path directory;

    private static RunningRelay relay;

    @BeforeAll
    static void start() throws Exception {
        relay = new RunningRelay(directory);
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @Test
    void signedIncident_isForwardedOnce_howeverOftenItComes() throws Exception {
        String body = opened("INC-1");
        assertThat(relay.statusPulse(body, sign(CURRENT, body)).statusCode()).isEqualTo(200);
        HttpResponse<String> again = relay.statusPulse(body, sign(CURRENT, body));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Webhook-Outcome")).contains("duplicate");
        assertThat(relay.pages("INC-1")).singleElement().satisfies(page -> {
            assertThat(page.path("event_action").asString()).isEqualTo("trigger");
            assertThat(page.path("dedup_key").asString()).startsWith("statuspulse:statuspulse:");
        });
        assertThat(relay.messages("INC-1")).hasSize(1);
    }

    @Test
    void resolvedIncident_resolvesWhatItOpened() throws Exception {
        String opened = opened("INC-2");
        String resolved = """
                {"event_type":"incident_resolved","incident_id":"INC-2","monitor_name":"checkout","status":"resolved",
                "resolved_at":"2026-11-21T10:30:00Z","details":{"auto_resolved":true}}""";
        relay.statusPulse(opened, sign(CURRENT, opened));
        relay.statusPulse(resolved, sign(CURRENT, resolved));
        List<JsonNode> pages = relay.pages("INC-2");
        assertThat(pages)
                .extracting(page -> page.path("event_action").asString())
                .containsExactly("trigger", "resolve");
        assertThat(pages.get(1).path("dedup_key")).isEqualTo(pages.get(0).path("dedup_key"));
    }

    @Test
    void changedByteOrMissingOrForeignSignature_isNotAuthentic_andNotForwarded() throws Exception {
        String body = opened("INC-3");
        String signature = sign(CURRENT, body);
        assertThat(relay.statusPulse(body.replace("503", "504"), signature).statusCode())
                .isEqualTo(401);
        assertThat(relay.statusPulse(body, sign("another-s3cret-0123456789", body))
                        .statusCode())
                .isEqualTo(401);
        assertThat(relay.send(relay.request("/webhooks/statuspulse").POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(relay.pages("INC-3")).isEmpty();
    }

    @Test
    void oldSecret_isTakenInsideItsWindow_andNotAfterIt() throws Exception {
        String body = opened("INC-4");
        assertThat(relay.statusPulse(body, sign(EXPIRED, body)).statusCode()).isEqualTo(401);
        assertThat(relay.statusPulse(body, sign(OLD, body)).statusCode()).isEqualTo(200);
        assertThat(relay.pages("INC-4")).hasSize(1);
    }

    @Test
    void headersOfADelivery_areNotSentOn() throws Exception {
        String body = opened("INC-6");
        assertThat(relay.send(relay.request("/webhooks/statuspulse")
                                .header("X-StatusPulse-Signature", sign(CURRENT, body))
                                .header("X-Canary", "canary-of-a-header")
                                .header("User-Agent", "canary-of-a-header")
                                .POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(relay.pages("INC-6")).hasSize(1);
        assertThat(relay.messages("INC-6")).hasSize(1);
        assertThat(relay.pages("canary-of-a-header")).isEmpty();
        assertThat(relay.messages("canary-of-a-header")).isEmpty();
        assertThat(relay.log()).doesNotContain("canary-of-a-header");
    }

    @Test
    void anotherMethod_isRefused() throws Exception {
        HttpResponse<String> put =
                relay.send(relay.request("/webhooks/statuspulse").PUT(BodyPublishers.ofString("{}")));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow").orElseThrow()).contains("POST");
    }

    @Test
    void twoMegabytes_areTooMuch_declaredOrChunked() throws Exception {
        byte[] large = new byte[2_000_000];
        assertThat(relay.send(relay.request("/webhooks/statuspulse").POST(BodyPublishers.ofByteArray(large)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(relay.send(relay.request("/webhooks/statuspulse")
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
            assertThat(relay.send(relay.request("/in/metaplane")
                                    .header("Authorization", "Bearer " + TOKEN)
                                    .POST(BodyPublishers.ofString(body)))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(relay.send(relay.request("/in/metaplane").POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(relay.pages("MP-1")).hasSize(1);
    }

    @Test
    void envelopeOfWhichOneEventFails_isRetried_forThatEventOnly() throws Exception {
        String body = "{\"version\":\"v0\",\"deprecation_warning\":null,\"events\":[" + elastioEvent("el-1") + ","
                + elastioEvent("el-2") + "," + elastioEvent("el-3") + "]}";
        relay.pagerDuty.answerNext(202, 500, 202);
        HttpResponse<String> first = relay.elastio(body);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(relay.pages("el-2")).isEmpty();
        assertThat(relay.elastio(body).statusCode()).isEqualTo(200);
        for (String id : List.of("el-1", "el-2", "el-3")) {
            assertThat(relay.pages(id)).hasSize(1);
            assertThat(relay.messages(id)).hasSize(1);
        }
    }

    @Test
    void destinationThatRefusesForGood_stillGetsTheEventOnTheSendersRetry() throws Exception {
        String body = opened("INC-5");
        relay.slack.answerNext(404);
        assertThat(relay.statusPulse(body, sign(CURRENT, body)).statusCode()).isEqualTo(503);
        assertThat(relay.statusPulse(body, sign(CURRENT, body)).statusCode()).isEqualTo(200);
        assertThat(relay.messages("INC-5")).hasSize(1);
        // PagerDuty comes first, because a repeated event does no harm there.
        assertThat(relay.pages("INC-5")).hasSize(2);
        assertThat(relay.log()).contains("slack answered 404 (not_accepted)", "relay.destinations.slack.url");
    }

    private static String elastioEvent(String id) {
        return """
                {"event_id":"%s","event_kind":"elastio:recovery-point:iscan:unhealthy","event_time":"2026-11-21T10:00:00Z",
                "event_version":"v0","deprecation_warning":null,"human_readable_recovery_point_id":"rp-%s",
                "cloud_connector_asset_id":"asset-%s","number_of_malware_threats":0,"number_of_ransomware_threats":2}""".formatted(id, id, id);
    }
}

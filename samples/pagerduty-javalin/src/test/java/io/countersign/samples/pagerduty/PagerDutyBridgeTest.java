package io.countersign.samples.pagerduty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PagerDutyBridgeTest {
    private static final String SECRET = "the secret that StatusPulse shows";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static StandIn pagerDuty;
    private static BridgeProcess bridge;

    @BeforeAll
    static void start() throws Exception {
        pagerDuty = new StandIn(202);
        bridge = BridgeProcess.start(
                PagerDutyBridge.class,
                Map.of(
                        "STATUSPULSE_SECRET",
                        SECRET,
                        "PAGERDUTY_ROUTING_KEY",
                        "the-routing-key",
                        "PAGERDUTY_URL",
                        pagerDuty.url(),
                        "PORT",
                        "0"));
    }

    @AfterAll
    static void stop() throws Exception {
        bridge.close();
        pagerDuty.close();
    }

    @BeforeEach
    void forgetEarlierEvents() {
        pagerDuty.taken().clear();
    }

    private static SignedRequest signed(byte[] body) {
        return Senders.statusPulse(SigningSecret.of("current", SECRET)).deliver(body);
    }

    private static SignedRequest opened(String incidentId) {
        return signed(SamplePayloads.statusPulseOpened(incidentId, NOW));
    }

    private static HttpResponse<Void> send(SignedRequest delivery) throws Exception {
        return HttpClient.newHttpClient().send(delivery.toHttpRequest(bridge.endpoint()), BodyHandlers.discarding());
    }

    @Test
    void incident_isTriggeredAndResolvedUnderOneKey() throws Exception {
        assertThat(send(opened("INC-1")).statusCode()).isEqualTo(200);
        assertThat(send(signed(SamplePayloads.statusPulseResolved("INC-1", NOW.plusSeconds(60))))
                        .statusCode())
                .isEqualTo(200);

        assertThat(pagerDuty.taken()).hasSize(2);
        JsonNode trigger = pagerDuty.taken().get(0);
        JsonNode resolve = pagerDuty.taken().get(1);
        assertThat(trigger.at("/routing_key").asString()).isEqualTo("the-routing-key");
        assertThat(trigger.at("/event_action").asString()).isEqualTo("trigger");
        assertThat(trigger.at("/payload/summary").asString()).contains("checkout-api-prod");
        assertThat(trigger.at("/payload/source").asString()).isEqualTo("statuspulse");
        assertThat(trigger.at("/payload/severity").asString()).isEqualTo("critical");
        assertThat(trigger.at("/payload/custom_details/incident_id").asString()).isEqualTo("INC-1");
        assertThat(resolve.at("/event_action").asString()).isEqualTo("resolve");
        assertThat(resolve.at("/dedup_key").asString())
                .isNotEmpty()
                .isEqualTo(trigger.at("/dedup_key").asString());
    }

    @Test
    void duplicate_isAnsweredAndNotSentOn() throws Exception {
        assertThat(send(opened("INC-2")).statusCode()).isEqualTo(200);
        HttpResponse<Void> duplicate = send(opened("INC-2"));
        assertThat(duplicate.statusCode()).isEqualTo(200);
        assertThat(duplicate.headers().firstValue("Webhook-Outcome")).hasValue("duplicate");
        assertThat(pagerDuty.taken()).hasSize(1);
    }

    @Test
    void forgery_is401AndNotSentOn() throws Exception {
        assertThat(send(opened("INC-3").tampered()).statusCode()).isEqualTo(401);
        assertThat(send(opened("INC-3").withoutHeader("X-StatusPulse-Signature"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(pagerDuty.taken()).isEmpty();
    }

    @Test
    void destinationThatIsDown_asksForARetryWhichIsSentOnOnce() throws Exception {
        pagerDuty.goDown();
        HttpResponse<Void> answer = send(opened("INC-4"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        pagerDuty.comeBack();
        assertThat(send(opened("INC-4")).statusCode()).isEqualTo(200);
        assertThat(send(opened("INC-4")).statusCode()).isEqualTo(200);
        assertThat(pagerDuty.taken()).hasSize(1);
    }

    @Test
    void eventOfAnUnknownKind_isTakenAndNotSentOn() throws Exception {
        byte[] body = "{\"event_type\":\"maintenance_planned\"}".getBytes(UTF_8);
        assertThat(send(signed(body)).statusCode()).isEqualTo(200);
        assertThat(pagerDuty.taken()).isEmpty();
    }

    @Test
    void registrationCheckOfTheSender_is200() throws Exception {
        HttpRequest get = HttpRequest.newBuilder(bridge.endpoint()).build();
        assertThat(HttpClient.newHttpClient()
                        .send(get, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void missingVariable_isNamed() throws Exception {
        assertThat(BridgeProcess.failToStart(PagerDutyBridge.class, Map.of("STATUSPULSE_SECRET", SECRET)))
                .contains("2 ", "PAGERDUTY_ROUTING_KEY is not set")
                .doesNotContain(SECRET);
    }
}

package io.countersign.samples.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SlackBridgeTest {
    private static final String SECRET = "the secret that StatusPageOne shows";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static StandIn slack;
    private static BridgeProcess bridge;

    @BeforeAll
    static void start() throws Exception {
        slack = new StandIn(200);
        bridge = BridgeProcess.start(
                SlackBridge.class,
                Map.of("STATUSPAGEONE_SECRET", SECRET, "SLACK_WEBHOOK_URL", slack.url(), "PORT", "0"));
    }

    @AfterAll
    static void stop() throws Exception {
        bridge.close();
        slack.close();
    }

    @BeforeEach
    void forgetEarlierMessages() {
        slack.taken().clear();
    }

    private static SignedRequest signed(byte[] body) {
        return Senders.statusPageOne(SigningSecret.of("current", SECRET)).deliver(body);
    }

    private static SignedRequest down(String monitorId) {
        return signed(SamplePayloads.statusPageOneAlert(monitorId, "DOWN", NOW));
    }

    private static HttpResponse<Void> send(SignedRequest delivery) throws Exception {
        return HttpClient.newHttpClient().send(delivery.toHttpRequest(bridge.endpoint()), BodyHandlers.discarding());
    }

    @Test
    void alertAndRecovery_areToldInPlainText() throws Exception {
        assertThat(send(down("1")).statusCode()).isEqualTo(200);
        assertThat(send(signed(SamplePayloads.statusPageOneAlert("1", "UP", NOW.plusSeconds(60))))
                        .statusCode())
                .isEqualTo(200);

        assertThat(slack.taken()).hasSize(2);
        JsonNode alert = slack.taken().get(0);
        assertThat(alert.at("/text").asString()).isEqualTo("OPENED: API Server is DOWN");
        assertThat(alert.at("/blocks/0/text/text").asString()).isEqualTo("OPENED: API Server is DOWN");
        assertThat(alert.at("/blocks/1/text/text").asString()).contains("monitor_id: 1", "region: us-east-1");
        assertThat(slack.taken().get(1).at("/text").asString()).startsWith("RESOLVED: API Server is UP");
    }

    @Test
    void textOfTheSender_cannotMentionOrLink() throws Exception {
        String body = new String(SamplePayloads.statusPageOneAlert("2", "DOWN", NOW), UTF_8);
        assertThat(send(signed(body.replace("API Server", "<!channel> & <https://example.org|click>")
                                .getBytes(UTF_8)))
                        .statusCode())
                .isEqualTo(200);

        JsonNode message = slack.taken().get(0);
        assertThat(message.at("/text").asString())
                .contains("&lt;!channel&gt; &amp; &lt;https://example.org|click&gt;")
                .doesNotContain("<", ">");
        assertThat(message.findValuesAsString("type")).containsOnly("header", "section", "plain_text");
    }

    @Test
    void longText_isCutToWhatSlackTakes() throws Exception {
        String body = new String(SamplePayloads.statusPageOneAlert("3", "DOWN", NOW), UTF_8);
        assertThat(send(signed(body.replace("API Server", "\uD83D\uDE80".repeat(5000))
                                .getBytes(UTF_8)))
                        .statusCode())
                .isEqualTo(200);

        JsonNode message = slack.taken().get(0);
        assertThat(codePoints(message.at("/blocks/0/text/text").asString())).isEqualTo(150);
        assertThat(codePoints(message.at("/text").asString())).isEqualTo(1000);
        assertThat(codePoints(message.at("/blocks/1/text/text").asString())).isLessThanOrEqualTo(3000);
    }

    private static long codePoints(String text) {
        return text.codePoints().count();
    }

    @Test
    void duplicate_isAnsweredAndNotToldTwice() throws Exception {
        assertThat(send(down("4")).statusCode()).isEqualTo(200);
        HttpResponse<Void> duplicate = send(down("4"));
        assertThat(duplicate.statusCode()).isEqualTo(200);
        assertThat(duplicate.headers().firstValue("Webhook-Outcome")).hasValue("duplicate");
        assertThat(slack.taken()).hasSize(1);
    }

    @Test
    void forgery_is401AndNotTold() throws Exception {
        assertThat(send(down("5").tampered()).statusCode()).isEqualTo(401);
        assertThat(send(down("5").withoutHeader("x-statuspageone-signature")).statusCode())
                .isEqualTo(401);
        assertThat(slack.taken()).isEmpty();
    }

    @Test
    void destinationThatIsDown_asksForARetryWhichIsToldOnce() throws Exception {
        slack.goDown();
        HttpResponse<Void> answer = send(down("6"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        slack.comeBack();
        assertThat(send(down("6")).statusCode()).isEqualTo(200);
        assertThat(send(down("6")).statusCode()).isEqualTo(200);
        assertThat(slack.taken()).hasSize(1);
    }

    @Test
    void missingOrWrongVariable_isNamedWithoutItsValue() throws Exception {
        assertThat(BridgeProcess.failToStart(SlackBridge.class, Map.of("STATUSPAGEONE_SECRET", SECRET)))
                .contains("2 ", "SLACK_WEBHOOK_URL is not set");
        assertThat(BridgeProcess.failToStart(
                        SlackBridge.class,
                        Map.of("STATUSPAGEONE_SECRET", SECRET, "SLACK_WEBHOOK_URL", "hooks.slack.com/secret-path")))
                .contains("2 ", "SLACK_WEBHOOK_URL must begin with https:// and a host")
                .doesNotContain("secret-path", SECRET);
    }
}

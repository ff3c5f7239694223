package io.countersign.samples.relay;

import static io.countersign.samples.relay.RunningRelay.CURRENT;
import static io.countersign.samples.relay.RunningRelay.opened;
import static io.countersign.samples.relay.RunningRelay.sign;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the relay shows to those who watch it, and to those who only look around. */
class RelayWatchTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz"})
    void health_isSmallJson(String path) throws Exception {
        HttpResponse<String> response = relay.send(relay.request(path).GET());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void metrics_countDeliveriesAndForwards() throws Exception {
        String body = opened("INC-6");
        relay.statusPulse(body, sign(CURRENT, body));
        relay.statusPulse(body, "sha256=" + "0".repeat(64));
        HttpResponse<String> response = relay.send(relay.request("/metrics").GET());
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
                relay.send(relay.request(path).header("Accept", "text/html").GET());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"status\":404").doesNotContain("trace", "Exception", "Tomcat");
    }

    @Test
    void log_holdsNoSecretAndNothingOfABody() throws Exception {
        String body = opened("INC-7");
        relay.pagerDuty.answerNext(400);
        relay.statusPulse(body, sign(CURRENT, body));
        relay.statusPulse(body, sign("wrong-s3cret-0123456789", body));
        assertThat(relay.log())
                .contains("listening on port", "pagerduty answered 400")
                .doesNotContain("s3cret", sign(CURRENT, body), "checkout");
    }
}

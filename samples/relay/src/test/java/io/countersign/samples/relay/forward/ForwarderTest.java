package io.countersign.samples.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.samples.relay.demo.StandIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ForwarderTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private StandIn pagerDuty;
    private StandIn slack;
    private Forwarder forwarder;

    @BeforeEach
    void start() throws Exception {
        pagerDuty = StandIn.pagerDuty("key");
        slack = StandIn.slack("token");
        JsonPost post = new JsonPost(new JsonMapper());
        forwarder = new Forwarder(
                List.of(
                        new PagerDutyDestination(
                                DestinationUrl.of(pagerDuty.url().toString()), "key", post),
                        new SlackDestination(DestinationUrl.of(slack.url().toString()), post)),
                meters);
    }

    @AfterEach
    void stop() {
        pagerDuty.close();
        slack.close();
    }

    @Test
    void notification_goesToAllDestinationsOnce() throws Exception {
        forwarder.forward(Notices.opened());
        assertThat(pagerDuty.accepted()).hasSize(1);
        assertThat(slack.accepted()).hasSize(1);
        assertThat(count("pagerduty", "accepted")).isEqualTo(1);
        assertThat(count("slack", "accepted")).isEqualTo(1);
    }

    @Test
    void failureOfTheFirst_keepsTheSecondFromBeingToldTwice() throws Exception {
        pagerDuty.answerNext(500);
        assertThatThrownBy(() -> forwarder.forward(Notices.opened())).isInstanceOf(ForwardException.class);
        assertThat(slack.attempts()).isZero();
        forwarder.forward(Notices.opened());
        assertThat(slack.accepted()).hasSize(1);
        assertThat(count("pagerduty", "failed")).isEqualTo(1);
    }

    @Test
    void failureOfTheSecond_repeatsTheFirstWithTheSameKey() throws Exception {
        slack.answerNext(404);
        assertThatThrownBy(() -> forwarder.forward(Notices.opened())).isInstanceOf(ForwardException.class);
        forwarder.forward(Notices.opened());
        assertThat(pagerDuty.accepted())
                .hasSize(2)
                .allMatch(event -> event.path("dedup_key").asString().equals("statuspulse:checkout:INC-1"));
        assertThat(slack.accepted()).hasSize(1);
        assertThat(count("slack", "refused")).isEqualTo(1);
    }

    private double count(String destination, String result) {
        return meters.counter("relay.forwards", "destination", destination, "result", result)
                .count();
    }
}

package io.countersign.samples.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.Link;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagerDutyEventTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_BYTES = 512 * 1024;

    @Test
    void opened_becomesATriggerWithEverythingThatFindsTheIncidentAgain() {
        JsonNode event = event(Notices.opened());
        assertThat(event.path("routing_key").asString()).isEqualTo("R");
        assertThat(event.path("event_action").asString()).isEqualTo("trigger");
        assertThat(event.path("dedup_key").asString()).isEqualTo("statuspulse:checkout:INC-1");
        assertThat(event.path("client").asString()).isEqualTo("Countersign relay");
        assertThat(event.at("/links/0/href").asString()).isEqualTo("https://status.example.com/INC-1?a=1&b=2");
        JsonNode payload = event.path("payload");
        assertThat(payload.path("summary").asString()).isEqualTo("Checkout is down");
        assertThat(payload.path("source").asString()).isEqualTo("https://api.example.com/v2");
        assertThat(payload.path("severity").asString()).isEqualTo("critical");
        assertThat(payload.path("timestamp").asString()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(payload.path("component").asString()).isEqualTo("checkout-api-prod");
        assertThat(payload.path("class").asString()).isEqualTo("http");
        assertThat(payload.at("/custom_details/incident").asString()).isEqualTo("INC-1");
        assertThat(payload.at("/custom_details/event_id").asString()).isEqualTo("event-1");
        assertThat(payload.at("/custom_details/details/region").asString()).isEqualTo("us-east-1");
        assertThat(payload.at("/custom_details/affected_monitors/0/id").asString())
                .isEqualTo("m-1");
    }

    @Test
    void updated_becomesATrigger_andResolvedAResolve_ofTheSameKey() {
        JsonNode updated = event(Notices.of(Phase.UPDATED, "INC-1", "worse"));
        JsonNode resolved = event(Notices.of(Phase.RESOLVED, "INC-1", "over"));
        assertThat(updated.path("event_action").asString()).isEqualTo("trigger");
        assertThat(resolved.path("event_action").asString()).isEqualTo("resolve");
        assertThat(resolved.path("dedup_key")).isEqualTo(updated.path("dedup_key"));
    }

    @Test
    void everySeverity_isOneThatPagerDutyKnows() {
        for (Severity severity : Severity.values()) {
            IncidentNotice notice =
                    new IncidentNotice("mar", "a-1", Phase.OPENED, "t", severity, null, List.of(), List.of(), Map.of());
            assertThat(event(new Notification("mar", "e", notice))
                            .at("/payload/severity")
                            .asString())
                    .isIn("critical", "error", "warning", "info");
        }
    }

    @Test
    void noticeWithoutOptionalParts_stillHasWhatPagerDutyRequires() {
        IncidentNotice bare = new IncidentNotice(
                "mar", "a-1", Phase.OPENED, "\u202E\n", Severity.INFO, null, List.of(), List.of(), Map.of());
        JsonNode event = event(new Notification("mar", "e", bare));
        assertThat(event.at("/payload/summary").asString()).isEqualTo("Incident of mar");
        assertThat(event.at("/payload/source").asString()).isEqualTo("mar");
        assertThat(event.at("/payload").has("timestamp")).isFalse();
        assertThat(event.has("links")).isFalse();
    }

    @Test
    void summaryOf1024CodePoints_isWhole_andOneMoreIsCut() {
        assertThat(summary("😀".repeat(1023))).isEqualTo("😀".repeat(1023));
        assertThat(summary("😀".repeat(1024))).isEqualTo("😀".repeat(1024));
        assertThat(summary("😀".repeat(1025))).isEqualTo("😀".repeat(1023) + "…");
    }

    @Test
    void largestNotice_staysBelow512KilobytesAndCountsWhatItLeavesOut() {
        // Four bytes a code point, two a quotation mark; nothing that is not a control character takes more in JSON.
        for (String text : List.of("😀".repeat(5000), "\"\\".repeat(5000))) {
            Notification notification = Notices.filledWith(text);
            assertThat(JSON.writeValueAsBytes(PagerDutyEvent.of("R".repeat(32), notification)))
                    .hasSizeLessThan(MAX_BYTES);
            assertThat(event(notification)
                            .at("/payload/custom_details/affected_monitors_left_out")
                            .asInt())
                    .isEqualTo(475);
        }
    }

    @Test
    void linkThatIsNoWebAddress_isLeftOut() {
        IncidentNotice notice = new IncidentNotice(
                "mar",
                "a-1",
                Phase.OPENED,
                "t",
                Severity.INFO,
                null,
                List.of(),
                List.of(new Link("x", "javascript:alert(1)"), new Link("ok", "https://example.com/")),
                Map.of());
        JsonNode links = event(new Notification("mar", "e", notice)).path("links");
        assertThat(links).hasSize(1);
        assertThat(links.at("/0/text").asString()).isEqualTo("ok");
    }

    private static String summary(String title) {
        return event(Notices.titled(title)).at("/payload/summary").asString();
    }

    private static JsonNode event(Notification notification) {
        return JSON.readTree(JSON.writeValueAsBytes(PagerDutyEvent.of("R", notification)));
    }
}

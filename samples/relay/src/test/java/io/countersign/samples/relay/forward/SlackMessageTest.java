package io.countersign.samples.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Link;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackMessageTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void opened_saysWhatItIsAndCarriesTheIds() {
        JsonNode message = message(Notices.opened());
        assertThat(message.path("text").asString()).isEqualTo("OPENED: Checkout is down");
        assertThat(message.at("/blocks/0/text/text").asString()).isEqualTo("OPENED: Checkout is down");
        assertThat(message.at("/blocks/1/text/text").asString()).isEqualTo("Checkout is down");
        assertThat(message.toString())
                .contains("INC-1", "m-1", "event-1", "us-east-1", "statuspulse:checkout:INC-1", "2026-11-21T10:00:00Z");
    }

    @Test
    void mentionsAndLinksInText_areEscapedEverywhere() {
        String evil = "<!channel> <@U1> <#C1> <http://x|y> a & b &lt;!here&gt;";
        String escaped = "&lt;!channel&gt; &lt;@U1&gt; &lt;#C1&gt; &lt;http://x|y&gt; a &amp; b &amp;lt;!here&amp;gt;";
        IncidentNotice notice = new IncidentNotice(
                "mar",
                evil,
                Phase.OPENED,
                evil,
                Severity.INFO,
                null,
                List.of(new AffectedMonitor(evil, evil, evil, evil)),
                List.of(),
                Map.of(evil, evil));
        JsonNode message = message(new Notification("mar", evil, notice));
        assertThat(message.path("text").asString()).isEqualTo("OPENED: " + escaped);
        assertThat(message.at("/blocks/1/text/text").asString()).isEqualTo(escaped);
        assertThat(message.toString()).doesNotContain("<", ">");
        assertThat(textObjects(message).filter(object -> isOfType(object, "mrkdwn")))
                .hasSizeGreaterThan(3)
                .allMatch(object -> object.path("verbatim").asBoolean());
    }

    @Test
    void links_comeOnlyFromTheNotice_withSafeAddresses() {
        IncidentNotice notice = new IncidentNotice(
                "mar",
                "a-1",
                Phase.OPENED,
                "t",
                Severity.INFO,
                null,
                List.of(),
                List.of(
                        new Link("A|<b>", "https://example.com/?a=1&b=2"),
                        new Link("evil", "https://example.com/|x> <!channel>"),
                        new Link("evil", "javascript:alert(1)")),
                Map.of());
        assertThat(message(new Notification("mar", "e", notice)).toString())
                .contains("<https://example.com/?a=1&amp;b=2|A|&lt;b&gt;>")
                .doesNotContain("evil", "javascript", "<!channel>");
    }

    @Test
    void headerOf150Characters_isWhole_andOneMoreIsCut() {
        int room = 150 - "OPENED: ".length();
        assertThat(header("x".repeat(room - 1))).hasSize(149).endsWith("x");
        assertThat(header("x".repeat(room))).hasSize(150).endsWith("x");
        assertThat(header("x".repeat(room + 1))).hasSize(150).endsWith("x…");
        assertThat(header("x".repeat(room - 2) + "😀😀")).hasSize(149).endsWith("x…");
    }

    @Test
    void sectionOf3000Characters_isWhole_andOneMoreIsCutBetweenEntities() {
        assertThat(section("x".repeat(2999))).hasSize(2999);
        assertThat(section("x".repeat(3000))).hasSize(3000).endsWith("x");
        assertThat(section("x".repeat(3001))).hasSize(3000).endsWith("x…");
        assertThat(section("&".repeat(600))).isEqualTo("&amp;".repeat(600));
        assertThat(section("&".repeat(601))).isEqualTo("&amp;".repeat(599) + "…");
    }

    @Test
    void largestNotice_staysWithinSlacksLimits() {
        for (String text : List.of("😀".repeat(5000), "&".repeat(5000), "x".repeat(5000))) {
            JsonNode message = message(Notices.filledWith(text));
            assertThat(message.path("blocks").size()).isLessThanOrEqualTo(50);
            assertThat(textObjects(message)).allMatch(object -> length(object) <= 3000);
            assertThat(message.path("blocks").findValue("fields")).hasSize(10).allMatch(field -> length(field) <= 2000);
            assertThat(textObjects(message).mapToInt(SlackMessageTest::length).sum())
                    .isBetween(5_000, 11_999);
        }
    }

    @Test
    void emptyTitle_isReplaced_becauseSlackRefusesEmptyTexts() {
        JsonNode message = message(Notices.titled("\u202E"));
        assertThat(message.at("/blocks/1/text/text").asString()).isEqualTo("Incident of statuspulse");
    }

    /** The objects that hold text, wherever they stand. */
    private static Stream<JsonNode> textObjects(JsonNode node) {
        Stream<JsonNode> below = node.valueStream().flatMap(SlackMessageTest::textObjects);
        boolean isText = isOfType(node, "mrkdwn") || isOfType(node, "plain_text");
        return isText ? Stream.concat(Stream.of(node), below) : below;
    }

    private static boolean isOfType(JsonNode node, String type) {
        return node.path("type").asString("").equals(type);
    }

    private static int length(JsonNode textObject) {
        return textObject.path("text").asString().length();
    }

    private static String header(String title) {
        return message(Notices.titled(title)).at("/blocks/0/text/text").asString();
    }

    private static String section(String title) {
        return message(Notices.titled(title)).at("/blocks/1/text/text").asString();
    }

    private static JsonNode message(Notification notification) {
        return JSON.readTree(JSON.writeValueAsBytes(SlackMessage.of(notification)));
    }
}

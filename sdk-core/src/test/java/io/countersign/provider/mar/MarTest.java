package io.countersign.provider.mar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.event.PayloadException;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Payloads;
import io.countersign.provider.Provider;
import io.countersign.verify.Delivery;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarTest {
    private static final String CRASH = Payloads.sample("mar/instance-crash.json");
    private static final String ALERT = Payloads.sample("mar/alert-triggered.json");

    @Test
    void facts_insideData_areFound() throws PayloadException {
        MarNotification crash = (MarNotification) parse(CRASH);

        assertThat(crash.type()).isEqualTo(MarEventType.INSTANCE_CRASH);
        assertThat(crash.subjectId()).isEqualTo("inst-7");
        assertThat(crash.name()).isEqualTo("worker-7");
        assertThat(crash.message()).isEqualTo("exit code 137");
        assertThat(crash.occurredAt()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(crash.json()).startsWith("{\"event\":\"instance.crash\"");
    }

    @Test
    void facts_atTheTop_areFound() throws PayloadException {
        MarNotification alert = (MarNotification) parse(ALERT);

        assertThat(alert.subjectId()).isEqualTo("42");
        assertThat(alert.name()).isEqualTo("High memory");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"event\":\"alert.triggered\",\"id\":\"a\"}`, a",
                "`{\"event\":\"alert.triggered\",\"id\":\"delivery\",\"data\":{\"id\":\"a\"}}`, a",
                "`{\"event\":\"alert.triggered\",\"id\":\"delivery\",\"alert_id\":\"a\"}`, a",
                "`{\"event\":\"alert.triggered\",\"id\":\"delivery\",\"data\":{}}`,",
                "`{\"event\":\"alert.triggered\",\"alert\":{\"id\":7}}`, 7",
                "`{\"event\":\"alert.triggered\",\"data\":{\"alertId\":\"a\"}}`, a",
                "`{\"event\":\"alert.triggered\",\"instance_id\":\"i\"}`,",
                "`{\"event\":\"alert.triggered\",\"alert_id\":\"\"}`,",
                "`{\"event\":\"alert.triggered\",\"alert_id\":{},\"data\":[]}`,",
            })
    void subjectId_inAnyPlace_isNeverTheDeliverysOwn(String body, String id) throws PayloadException {
        assertThat(((MarNotification) parse(body)).subjectId()).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource(MarEventType.class)
    void documentedKind_nothingButItsName_isRead(MarEventType type) throws PayloadException {
        String body = "{\"event\":\"" + type.event() + "\"}";

        assertThat(parse(body)).isEqualTo(new MarNotification(type, null, null, null, null, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "webhook.test", "*", "", "instance.crashed", "INSTANCE.CRASH"})
    void undocumentedKind_read_arrivesWithItsJson(String kind) throws PayloadException {
        String body = "{\"event\":\"" + kind + "\",\"x\":1}";

        assertThat(parse(body)).isEqualTo(new MarEvent.Unknown(kind, body));
        assertThat(parse(body).notice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "instance.crash, OPENED, CRITICAL, instance|7",
        "instance.started, RESOLVED, INFO, instance|7",
        "cluster.degraded, OPENED, WARNING, cluster|7",
        "alert.triggered, OPENED, ERROR, alert|7",
        "alert.resolved, RESOLVED, INFO, alert|7",
    })
    void kind_aboutAnIncident_hasANotice(String event, Phase phase, Severity severity, String key)
            throws PayloadException {
        IncidentNotice notice =
                parse("{\"event\":\"" + event + "\",\"id\":7}").notice().orElseThrow();

        assertThat(notice.provider()).isEqualTo("mar");
        assertThat(notice.phase()).isEqualTo(phase);
        assertThat(notice.severity()).isEqualTo(severity);
        assertThat(notice.incidentKey()).isEqualTo(key);
        assertThat(notice.details()).containsEntry("event", event).containsValue("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance.stopped", "cluster.created"})
    void kind_aboutNoIncident_hasNoNotice(String event) throws PayloadException {
        assertThat(parse("{\"event\":\"" + event + "\",\"id\":7}").notice()).isEmpty();
    }

    @Test
    void notice_ofACrash_saysWhatAndWhen() throws PayloadException {
        IncidentNotice notice = parse(CRASH).notice().orElseThrow();

        assertThat(notice.title()).isEqualTo("instance.crash: worker-7: exit code 137");
        assertThat(notice.occurredAt()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(notice.affectedMonitors())
                .containsExactly(new AffectedMonitor("inst-7", "worker-7", "instance", null));
        assertThat(notice.details()).containsEntry("instance_id", "inst-7");
    }

    @Test
    void key_withoutId_isTheName() throws PayloadException {
        IncidentNotice triggered = parse("{\"event\":\"alert.triggered\",\"name\":\"cpu\"}")
                .notice()
                .orElseThrow();
        IncidentNotice resolved = parse("{\"event\":\"alert.resolved\",\"name\":\"cpu\"}")
                .notice()
                .orElseThrow();

        assertThat(triggered.incidentKey()).isEqualTo("alert|name|cpu").isEqualTo(resolved.incidentKey());
    }

    @Test
    void key_withoutIdAndName_standsForItselfAndResolvesNothing() throws PayloadException {
        IncidentNotice one =
                parse("{\"event\":\"alert.triggered\",\"n\":1}").notice().orElseThrow();
        IncidentNotice other =
                parse("{\"event\":\"alert.triggered\",\"n\":2}").notice().orElseThrow();

        assertThat(one.incidentKey()).startsWith("alert|digest|").isNotEqualTo(other.incidentKey());
        assertThat(one.title()).isEqualTo("alert.triggered: an alert without a name");
        assertThat(parse("{\"event\":\"alert.resolved\",\"n\":1}").notice()).isEmpty();
    }

    @Test
    void delivery_noHeaderNamed_isClaimedUnderTheDigest() throws PayloadException {
        IdentifiedEvent<MarEvent> read = read(Mar.provider(), delivery -> delivery.header("X-Delivery", "d-1"));

        assertThat(read.id()).isEqualTo("digest:" + read.digest().hex());
    }

    @Test
    void delivery_headerNamed_isClaimedUnderIt() throws PayloadException {
        Provider<MarEvent> provider = Mar.provider("X-Delivery");

        assertThat(read(provider, delivery -> delivery.header("x-delivery", "d-1"))
                        .id())
                .isEqualTo("d-1");
    }

    @Test
    void header_missingBlankOrTwice_namesNothing() throws PayloadException {
        Provider<MarEvent> provider = Mar.provider("X-Delivery");

        assertThat(read(provider, delivery -> {}).id()).startsWith("digest:");
        assertThat(read(provider, delivery -> delivery.header("X-Delivery", " "))
                        .id())
                .startsWith("digest:");
        assertThat(read(provider, delivery -> delivery.header("X-Delivery", "a").header("X-Delivery", "b"))
                        .id())
                .startsWith("digest:");
    }

    @Test
    void headerName_impossible_isRefusedAtStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mar.provider("X Delivery"))
                .withMessageContaining("X Delivery");
    }

    private static MarEvent parse(String body) throws PayloadException {
        return Mar.parse(Payloads.bytes(body));
    }

    private static IdentifiedEvent<MarEvent> read(Provider<MarEvent> provider, Consumer<Delivery.Builder> headers)
            throws PayloadException {
        return provider.read(Payloads.verified(Payloads.bytes(CRASH), headers)).get(0);
    }
}

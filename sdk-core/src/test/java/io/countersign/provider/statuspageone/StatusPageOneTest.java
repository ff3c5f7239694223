package io.countersign.provider.statuspageone;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.event.PayloadException;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Payloads;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusPageOneTest {
    private static final String ALERT = Payloads.sample("statuspageone/incident-alert.json");
    private static final String RECOVERY = Payloads.sample("statuspageone/recovery-alert.json");
    private static final String CURL = Payloads.sample("statuspageone/curl-test.json");
    private static final String NEWER = Payloads.sample("statuspageone/monitor-alert-without-notification.json");

    @Test
    void alert_documented_isRead() throws PayloadException {
        assertThat(parse(ALERT))
                .isEqualTo(new MonitorAlert(
                        new Monitor("mon_abc123xyz789", "API Server", "https://api.example.com/health", "DOWN"),
                        new CheckResult(
                                "DOWN",
                                Instant.parse("2024-01-15T10:30:15Z"),
                                "us-east-1",
                                "Connection timeout after 30 seconds",
                                Duration.ofSeconds(30),
                                null),
                        new AlertContext(3, "UP", 1, "incident")));
    }

    @Test
    void recovery_documented_isRead() throws PayloadException {
        MonitorAlert recovery = (MonitorAlert) parse(RECOVERY);

        assertThat(recovery.checkResult().isUp()).isTrue();
        assertThat(recovery.checkResult().statusCode()).isEqualTo(200);
        assertThat(recovery.checkResult().errorMessage()).isNull();
        assertThat(recovery.context()).isEqualTo(new AlertContext(0, "DOWN", 1, "recovery"));
    }

    @Test
    void statusCode_leftOut_isAsNull() throws PayloadException {
        assertThat(parse(Payloads.without(ALERT, "/check_result/status_code"))).isEqualTo(parse(ALERT));
    }

    @Test
    void curlTest_withoutContext_isRead() throws PayloadException {
        MonitorAlert test = (MonitorAlert) parse(CURL);

        assertThat(test.context()).isEqualTo(new AlertContext(null, null, null, null));
        assertThat(test.notice().orElseThrow().phase()).isEqualTo(Phase.OPENED);
    }

    @Test
    void newerShape_withoutNotificationLevel_isRead() throws PayloadException {
        assertThat(((MonitorAlert) parse(NEWER)).context()).isEqualTo(new AlertContext(3, "UP", null, null));
    }

    @Test
    void unknownKind_read_arrivesWithItsJson() throws PayloadException {
        StatusPageOneEvent event = parse("{\"event_type\":\"page_published\"}");

        assertThat(event)
                .isEqualTo(new StatusPageOneEvent.Unknown("page_published", "{\"event_type\":\"page_published\"}"));
        assertThat(event.notice()).isEmpty();
    }

    @Test
    void payload_addedFields_changeNothing() throws PayloadException {
        String added = Payloads.with(ALERT, "/monitor/group", "[1]");

        assertThat(parse(Payloads.with(added, "/page", "{}"))).isEqualTo(parse(ALERT));
    }

    @ParameterizedTest
    @CsvSource({
        // status, previous, type -> phase
        "DOWN, UP, incident, OPENED",
        "DOWN, , , OPENED",
        "DOWN, DOWN, incident, UPDATED",
        "DOWN, UP, recovery, OPENED",
        "UP, DOWN, recovery, RESOLVED",
        "UP, DOWN, incident, RESOLVED",
        "UP, UP, , RESOLVED",
        "DEGRADED, UP, incident, OPENED",
        "DEGRADED, DOWN, incident, UPDATED",
        "OK, DOWN, recovery, RESOLVED",
        "PAUSED, UP, , UPDATED",
        "PAUSED, UP, maintenance, UPDATED",
    })
    void phase_ofAnAlert_followsTheCheckThenTheType(String status, String previous, String type, Phase phase)
            throws PayloadException {
        assertThat(alert(status, previous, type, 1, 1).phase()).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({
        // status, level, failures -> severity
        "DOWN, , , ERROR",
        "DOWN, 1, 4, ERROR",
        "DOWN, 2, 1, CRITICAL",
        "DOWN, 3, 1, CRITICAL",
        "DOWN, 1, 5, CRITICAL",
        "DOWN, , 6, CRITICAL",
        "UP, 2, 9, INFO",
        "PAUSED, 2, 9, WARNING",
    })
    void severity_ofAnAlert_followsTheEscalation(String status, Integer level, Integer failures, Severity severity)
            throws PayloadException {
        assertThat(alert(status, "UP", null, level, failures).severity()).isEqualTo(severity);
    }

    @Test
    void notices_ofOneOutage_shareTheMonitorAsTheirKey() throws PayloadException {
        IncidentNotice opened = parse(ALERT).notice().orElseThrow();
        IncidentNotice resolved = parse(RECOVERY).notice().orElseThrow();

        assertThat(opened.provider()).isEqualTo("statuspageone");
        assertThat(opened.incidentKey()).isEqualTo("mon_abc123xyz789").isEqualTo(resolved.incidentKey());
        assertThat(opened.title()).isEqualTo("API Server is DOWN: Connection timeout after 30 seconds");
        assertThat(resolved.title()).isEqualTo("API Server is UP");
        assertThat(opened.occurredAt()).isEqualTo(Instant.parse("2024-01-15T10:30:15Z"));
        assertThat(opened.affectedMonitors())
                .containsExactly(
                        new AffectedMonitor("mon_abc123xyz789", "API Server", null, "https://api.example.com/health"));
        assertThat(opened.details())
                .containsEntry("monitor_id", "mon_abc123xyz789")
                .containsEntry("consecutive_failures", "3")
                .doesNotContainKey("status_code");
    }

    @Test
    void alert_read_isClaimedUnderMonitorTimeStatusAndLevel() throws PayloadException {
        assertThat(read(ALERT).id()).isEqualTo("mon_abc123xyz789|2024-01-15T10:30:15Z|DOWN|1");
        assertThat(read(RECOVERY).id()).isEqualTo("mon_abc123xyz789|2024-01-15T10:42:30Z|UP|1");
        assertThat(read(CURL).id()).isEqualTo("test|2024-01-15T10:30:15Z|DOWN|");
    }

    @Test
    void unknownKind_read_isClaimedUnderTheDigestOfTheBody() throws PayloadException {
        IdentifiedEvent<StatusPageOneEvent> read = read("{\"event_type\":\"page_published\"}");

        assertThat(read.id()).isEqualTo("digest:" + read.digest().hex());
    }

    private static IncidentNotice alert(String status, String previous, String type, Integer level, Integer failures)
            throws PayloadException {
        String body = Payloads.with(ALERT, "/check_result/status", quoted(status));
        body = Payloads.with(body, "/context/previous_status", quoted(previous));
        body = Payloads.with(body, "/context/notification_type", quoted(type));
        body = Payloads.with(body, "/context/notification_level", String.valueOf(level));
        body = Payloads.with(body, "/context/consecutive_failures", String.valueOf(failures));
        return parse(body).notice().orElseThrow();
    }

    private static String quoted(String text) {
        return text == null ? "null" : '"' + text + '"';
    }

    private static StatusPageOneEvent parse(String body) throws PayloadException {
        return StatusPageOne.parse(Payloads.bytes(body));
    }

    private static IdentifiedEvent<StatusPageOneEvent> read(String body) throws PayloadException {
        return StatusPageOne.provider()
                .read(Payloads.verified(Payloads.bytes(body)))
                .get(0);
    }
}

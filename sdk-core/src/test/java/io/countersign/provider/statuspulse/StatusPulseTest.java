package io.countersign.provider.statuspulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.countersign.dedup.BodyDigest;
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

class StatusPulseTest {
    private static final String OPENED = Payloads.sample("statuspulse/incident-opened.json");
    private static final String RESOLVED = Payloads.sample("statuspulse/incident-resolved.json");
    private static final String UPDATED = """
            {"event_type":"incident_updated","incident_id":"INC-8842-ALPHA","monitor_name":"checkout-api-prod",
            "status":"identified","updated_at":"2024-03-15T14:40:00Z"}""";

    @Test
    void openedIncident_documented_isRead() throws PayloadException {
        assertThat(parse(OPENED))
                .isEqualTo(new IncidentOpened(
                        "INC-8842-ALPHA",
                        "checkout-api-prod",
                        "investigating",
                        Instant.parse("2024-03-15T14:22:01Z"),
                        new ProbeDetails(
                                "https://api.yourcompany.com/v2/checkout", 503, Duration.ofMillis(1240), "us-east-1")));
    }

    @Test
    void resolvedIncident_documented_isRead() throws PayloadException {
        assertThat(parse(RESOLVED))
                .isEqualTo(new IncidentResolved(
                        "INC-8842-ALPHA",
                        "checkout-api-prod",
                        "resolved",
                        Instant.parse("2024-03-15T15:05:44Z"),
                        new ResolutionDetails(
                                Duration.ofSeconds(2623), 200, true, "Cache flush restored connectivity")));
    }

    @Test
    void updatedIncident_withoutDetails_isRead() throws PayloadException {
        assertThat(parse(UPDATED))
                .isEqualTo(new IncidentUpdated(
                        "INC-8842-ALPHA",
                        "checkout-api-prod",
                        "identified",
                        Instant.parse("2024-03-15T14:40:00Z"),
                        new ProbeDetails(null, null, null, null)));
    }

    @Test
    void unknownKind_read_arrivesWithItsJson() throws PayloadException {
        StatusPulseEvent event = parse("{\"event_type\": \"incident_merged\", \"into\": [1]}");

        assertThat(event)
                .isEqualTo(new StatusPulseEvent.Unknown(
                        "incident_merged", "{\"event_type\":\"incident_merged\",\"into\":[1]}"));
        assertThat(event.notice()).isEmpty();
    }

    @Test
    void payload_addedFieldsAndNewWords_changeNothing() throws PayloadException {
        String added = Payloads.with(OPENED, "/severity", "{\"level\":1}");
        added = Payloads.with(added, "/details/tags", "[]");

        assertThat(parse(added)).isEqualTo(parse(OPENED));
        assertThat(((IncidentOpened) parse(Payloads.with(OPENED, "/status", "\"brand_new\""))).status())
                .isEqualTo("brand_new");
    }

    @Test
    void notice_ofAnOpenedIncident_isCriticalAndNamesTheEndpoint() throws PayloadException {
        IncidentNotice notice = parse(OPENED).notice().orElseThrow();

        assertThat(notice.provider()).isEqualTo("statuspulse");
        assertThat(notice.incidentKey()).isEqualTo("INC-8842-ALPHA");
        assertThat(notice.phase()).isEqualTo(Phase.OPENED);
        assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(notice.title()).isEqualTo("checkout-api-prod: incident opened, response code 503");
        assertThat(notice.occurredAt()).isEqualTo(Instant.parse("2024-03-15T14:22:01Z"));
        assertThat(notice.affectedMonitors())
                .containsExactly(new AffectedMonitor(
                        null, "checkout-api-prod", null, "https://api.yourcompany.com/v2/checkout"));
        assertThat(notice.links()).isEmpty();
        assertThat(notice.details())
                .containsEntry("incident_id", "INC-8842-ALPHA")
                .containsEntry("response_code", "503")
                .containsEntry("region", "us-east-1");
    }

    @Test
    void notices_ofOneIncident_haveOneKey() throws PayloadException {
        IncidentNotice updated = parse(UPDATED).notice().orElseThrow();
        IncidentNotice resolved = parse(RESOLVED).notice().orElseThrow();

        assertThat(updated.incidentKey()).isEqualTo("INC-8842-ALPHA").isEqualTo(resolved.incidentKey());
        assertThat(updated.phase()).isEqualTo(Phase.UPDATED);
        assertThat(updated.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(updated.title()).isEqualTo("checkout-api-prod: incident updated, now identified");
        assertThat(resolved.phase()).isEqualTo(Phase.RESOLVED);
        assertThat(resolved.severity()).isEqualTo(Severity.INFO);
        assertThat(resolved.details()).containsEntry("engineer_notes", "Cache flush restored connectivity");
    }

    @Test
    void title_nameWithLineBreaks_staysOnOneLine() throws PayloadException {
        String named = Payloads.with(OPENED, "/monitor_name", "\"a\\r\\nb\\u2028c\\u0000d\"");

        assertThat(parse(named).notice().orElseThrow().title()).startsWith("a b c d: incident");
    }

    @Test
    void event_read_isClaimedUnderKindIncidentAndTheTextOfItsTime() throws PayloadException {
        assertThat(read(OPENED).id()).isEqualTo("incident_opened|INC-8842-ALPHA|2024-03-15T14:22:01Z");
        assertThat(read(UPDATED).id()).isEqualTo("incident_updated|INC-8842-ALPHA|2024-03-15T14:40:00Z");
        assertThat(read(RESOLVED).id()).isEqualTo("incident_resolved|INC-8842-ALPHA|2024-03-15T15:05:44Z");
        String otherText = Payloads.with(OPENED, "/triggered_at", "\"2024-03-15T14:22:01.000Z\"");
        assertThat(read(otherText).id()).isEqualTo("incident_opened|INC-8842-ALPHA|2024-03-15T14:22:01.000Z");
    }

    @Test
    void event_withoutItsTime_isClaimedUnderTheDigestOfTheBody() throws PayloadException {
        for (String body : new String[] {
            Payloads.without(OPENED, "/triggered_at"),
            Payloads.with(UPDATED, "/updated_at", "null"),
            Payloads.without(RESOLVED, "/resolved_at"),
            "{\"event_type\":\"incident_merged\",\"incident_id\":\"1\",\"triggered_at\":\"2024-03-15T14:22:01Z\"}"
        }) {
            IdentifiedEvent<StatusPulseEvent> read = read(body);
            assertThat(read.id()).isEqualTo("digest:" + read.digest().hex());
        }
    }

    @Test
    void digest_bodyWithOneMoreByte_differs() throws PayloadException {
        assertThat(read(OPENED).digest()).isEqualTo(BodyDigest.of(Payloads.bytes(OPENED)));
        assertThat(read(OPENED + " ").digest()).isNotEqualTo(read(OPENED).digest());
    }

    @Test
    void body_null_isAMistakeOfTheCaller() {
        assertThatNullPointerException()
                .isThrownBy(() -> StatusPulse.parse(null))
                .withMessage("body");
    }

    private static StatusPulseEvent parse(String body) throws PayloadException {
        return StatusPulse.parse(Payloads.bytes(body));
    }

    private static IdentifiedEvent<StatusPulseEvent> read(String body) throws PayloadException {
        return StatusPulse.provider()
                .read(Payloads.verified(Payloads.bytes(body)))
                .get(0);
    }
}

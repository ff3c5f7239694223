package io.countersign.provider.metaplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.Link;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.event.PayloadException;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Payloads;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaplaneTest {
    private static final String SAMPLE = Payloads.sample("metaplane/incident.json");
    private static final String V2 = Payloads.sample("metaplane/incident-v2.json");

    @Test
    void documentedSample_withoutConnections_isRead() throws PayloadException {
        Instant created = Instant.parse("2024-05-03T13:43:56.243Z");

        assertThat(parse(SAMPLE))
                .isEqualTo(new MetaplaneIncident(
                        "26345",
                        "MjYzNDUtMjAyNC0wNS0wM1QxMzo0Mzo1Ni4yNDNa",
                        "opened",
                        created,
                        created,
                        "https://app.metaplane.dev/incident/26345",
                        List.of(),
                        List.of(new AffectedMonitor(
                                "26312",
                                List.of(new Monitor(
                                        "018f3eb0-d994-7a34-a956-92a30a439157",
                                        "Row count grouped by customer_id",
                                        "ROW_COUNT",
                                        List.of(),
                                        List.of(new Entity(null, null, "table", "METAPLANE_DB.TEST_SCHEMA.orders")),
                                        List.of())),
                                List.of(new GroupValue("customer_id", "1")),
                                Instant.parse("2024-05-03T13:43:56.315Z"),
                                null,
                                List.of())),
                        false,
                        null));
    }

    @Test
    void affectedMonitorsV2_documented_areRead() throws PayloadException {
        MetaplaneIncident incident = parse(V2);

        assertThat(incident.labels()).containsExactly(new Label("lbl_1", "prod"));
        assertThat(incident.affectedMonitors())
                .containsExactly(new AffectedMonitor(
                        "am_1",
                        List.of(new Monitor(
                                "mon_1",
                                "row count",
                                "row_count",
                                List.of("gold"),
                                List.of(new Entity("ent_1", "con_1", "table", "db.schema.table")),
                                List.of(new Owner(
                                        "A", "a@example.com", List.of(new Owner.Identity("slack", "U1", null)))))),
                        List.of(),
                        Instant.parse("2025-01-01T00:00:00Z"),
                        null,
                        List.of(new Connection("con_1", "wh", "snowflake"))));
    }

    @Test
    void monitor_oneObject_countsAsAListOfOne() throws PayloadException {
        String monitor = "/affectedMonitors_v2/0/monitor";
        String one = Payloads.with(V2, monitor, "{\"id\":\"mon_1\",\"name\":null,\"type\":\"t\"}");
        String list = Payloads.with(V2, monitor, "[{\"id\":\"mon_1\",\"name\":null,\"type\":\"t\"}]");

        assertThat(parse(one)).isEqualTo(parse(list));
    }

    @Test
    void affectedMonitorsV2_besideTheDeprecatedOnes_winWhereThereAreAny() throws PayloadException {
        String both = Payloads.with(
                SAMPLE, "/affectedMonitors_v2", "[{\"id\":\"new\",\"monitor\":{\"id\":\"m\",\"type\":\"t\"}}]");
        String emptySecond = Payloads.with(SAMPLE, "/affectedMonitors_v2", "[]");

        assertThat(parse(both).affectedMonitors())
                .extracting(AffectedMonitor::id)
                .containsExactly("new");
        assertThat(parse(emptySecond).affectedMonitors())
                .extracting(AffectedMonitor::id)
                .containsExactly("26312");
    }

    @Test
    @SuppressWarnings("deprecation")
    void acknowledgement_deprecated_isStillRead() throws PayloadException {
        String acknowledged = Payloads.with(SAMPLE, "/acknowledged", "true");
        MetaplaneIncident incident = parse(Payloads.with(acknowledged, "/acknowledgedAt", "\"2024-05-03T14:00:00Z\""));

        assertThat(incident.acknowledged()).isTrue();
        assertThat(incident.acknowledgedAt()).isEqualTo(Instant.parse("2024-05-03T14:00:00Z"));
        assertThat(parse(Payloads.without(SAMPLE, "/acknowledged")).acknowledged())
                .isNull();
    }

    @Test
    void payload_addedFields_changeNothing() throws PayloadException {
        String added = Payloads.with(SAMPLE, "/affectedMonitors/0/monitor/extra", "{}");

        assertThat(parse(Payloads.with(added, "/extra", "1"))).isEqualTo(parse(SAMPLE));
    }

    @ParameterizedTest
    @CsvSource({
        "opened, 2024-05-03T13:43:56.243Z, OPENED, ERROR",
        "opened, 2024-05-03T15:43:56.243+02:00, OPENED, ERROR",
        "opened, 2024-05-03T13:43:56.244Z, UPDATED, ERROR",
        "resolved, 2024-05-03T13:43:56.243Z, RESOLVED, INFO",
        "resolved, 2024-05-03T15:00:00Z, RESOLVED, INFO",
        "snoozed, 2024-05-03T13:43:56.243Z, UPDATED, ERROR",
    })
    void phase_ofAnIncident_followsStatusAndTimes(String status, String updatedAt, Phase phase, Severity severity)
            throws PayloadException {
        String body = Payloads.with(SAMPLE, "/status", '"' + status + '"');
        IncidentNotice notice = parse(Payloads.with(body, "/updatedAt", '"' + updatedAt + '"'))
                .notice()
                .orElseThrow();

        assertThat(notice.phase()).isEqualTo(phase);
        assertThat(notice.severity()).isEqualTo(severity);
        assertThat(notice.incidentKey()).isEqualTo("26345");
        assertThat(notice.details()).containsEntry("status", status);
    }

    @Test
    void notice_documentedSample_namesTheMonitorsAndLinksToTheIncident() throws PayloadException {
        IncidentNotice notice = parse(SAMPLE).notice().orElseThrow();

        assertThat(notice.provider()).isEqualTo("metaplane");
        assertThat(notice.title()).isEqualTo("Row count grouped by customer_id: incident opened");
        assertThat(notice.affectedMonitors())
                .containsExactly(new IncidentNotice.AffectedMonitor(
                        "018f3eb0-d994-7a34-a956-92a30a439157",
                        "Row count grouped by customer_id",
                        "ROW_COUNT",
                        "METAPLANE_DB.TEST_SCHEMA.orders"));
        assertThat(notice.links())
                .containsExactly(new Link("Metaplane incident", "https://app.metaplane.dev/incident/26345"));
        assertThat(notice.details())
                .containsEntry("incident_id", "26345")
                .containsEntry("idempotency_id", "MjYzNDUtMjAyNC0wNS0wM1QxMzo0Mzo1Ni4yNDNa")
                .doesNotContainKey("labels");
        assertThat(parse(V2).notice().orElseThrow().details()).containsEntry("labels", "prod");
    }

    @Test
    void title_severalMonitorsOrNone_countsThemOrDoesWithout() throws PayloadException {
        String two = Payloads.with(
                V2,
                "/affectedMonitors_v2/0/monitor",
                "[{\"id\":\"m1\",\"name\":null},{\"id\":\"m2\"},{\"id\":\"m3\"}]");

        assertThat(parse(two).notice().orElseThrow().title()).isEqualTo("m1 and 2 more: incident opened");
        assertThat(parse(Payloads.with(SAMPLE, "/affectedMonitors", "[]"))
                        .notice()
                        .orElseThrow()
                        .title())
                .isEqualTo("Metaplane incident 26345 opened");
    }

    @ParameterizedTest
    @CsvSource({"javascript:alert(1)", "/incident/1", "https://app.metaplane.dev/\\u0022onclick", "''"})
    void incidentUrl_noWebAddress_isNoLink(String url) throws PayloadException {
        String body = Payloads.with(SAMPLE, "/incidentUrl", '"' + url + '"');

        assertThat(parse(body).notice().orElseThrow().links()).isEmpty();
    }

    @Test
    void incident_read_isClaimedUnderItsIdempotencyId() throws PayloadException {
        IdentifiedEvent<MetaplaneIncident> read = Metaplane.provider()
                .read(Payloads.verified(Payloads.bytes(SAMPLE)))
                .get(0);

        assertThat(read.id()).isEqualTo("MjYzNDUtMjAyNC0wNS0wM1QxMzo0Mzo1Ni4yNDNa");
        assertThat(read.digest()).isEqualTo(BodyDigest.of(Payloads.bytes(SAMPLE)));
    }

    private static MetaplaneIncident parse(String body) throws PayloadException {
        return Metaplane.parse(Payloads.bytes(body));
    }
}

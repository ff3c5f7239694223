package io.countersign.provider.elastio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.IncidentNotice;
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

class ElastioTest {
    private static final String ENVELOPE = Payloads.sample("elastio/envelope-v0.json");
    private static final String STARTED = Payloads.sample("elastio/recovery-point-create-started.json");
    private static final String SUCCEEDED = Payloads.sample("elastio/recovery-point-create-succeeded.json");
    private static final String ASSET = "elastio:asset:aws-ebs:s:000000000000:us-east-1:vol-00000000000000000";
    private static final String RECOVERY_POINT = "rp-00000000000000000000000000";

    @Test
    void envelope_documented_bringsItsEvents() throws PayloadException {
        ElastioEnvelope envelope = parse(ENVELOPE);

        assertThat(envelope.version()).isEqualTo("v0");
        assertThat(envelope.deprecationWarning()).isNull();
        assertThat(envelope.events())
                .containsExactly(new IscanUnhealthy(
                        new EventHeader(
                                "00000000-0000-0000-0000-000000000001",
                                "elastio:recovery-point:iscan:unhealthy",
                                Instant.parse("2023-05-02T06:19:30Z"),
                                "v0",
                                null),
                        RECOVERY_POINT,
                        ASSET,
                        0,
                        2));
    }

    @Test
    void event_withoutEnvelope_isRead() throws PayloadException {
        ElastioEnvelope envelope = parse(STARTED);

        assertThat(envelope.version()).isNull();
        assertThat(envelope.events())
                .containsExactly(new RecoveryPointCreateStarted(
                        new EventHeader(
                                "00000000-0000-0000-0000-000000000000",
                                "elastio:recovery-point:create:started",
                                Instant.parse("2023-05-02T06:19:30Z"),
                                "v0",
                                null),
                        RECOVERY_POINT,
                        ASSET,
                        "elastio:asset:aws-ec2:s:064207094274:us-east-1:i-00000000000000000",
                        "00000000-0000-0000-0000-000000000000",
                        "ebs",
                        "aws_ec2",
                        "test1",
                        Instant.parse("2023-05-02T06:19:30.049Z")));
    }

    @Test
    void succeededBackup_documented_keepsItsTagsAndCounters() throws PayloadException {
        RecoveryPointCreateSucceeded event =
                (RecoveryPointCreateSucceeded) parse(SUCCEEDED).events().get(0);

        assertThat(event.region()).isEqualTo("us-east-1");
        assertThat(event.vaultName()).isEqualTo("default");
        assertThat(event.recoveryPointType()).isEqualTo("incremental");
        assertThat(event.assetName()).isEmpty();
        assertThat(event.sourceCloudConnectorAssetId()).isNull();
        assertThat(event.tags()).containsEntry("elastio:plan", "11").hasSize(2);
        assertThat(event.counters())
                .containsEntry("bytes_chunked", 1_073_741_824L)
                .containsEntry("hashing_duration_nanos", 2_050_868L)
                .hasSize(20);
    }

    @Test
    void spelling_ofTheSampleHandler_isReadToo() throws PayloadException {
        String other = Payloads.without(ENVELOPE, "/events/0/event_kind");
        other = Payloads.without(other, "/events/0/event_version");
        other = Payloads.with(other, "/events/0/kind", "\"elastio:recovery-point:iscan:unhealthy\"");
        other = Payloads.with(other, "/events/0/version", "\"v0\"");

        assertThat(parse(other)).isEqualTo(parse(ENVELOPE));
    }

    @Test
    void spelling_bothSent_theDocumentedOneWins() throws PayloadException {
        String both = Payloads.with(ENVELOPE, "/events/0/kind", "\"other\"");

        assertThat(parse(both)).isEqualTo(parse(ENVELOPE));
    }

    @Test
    void envelope_ofAnotherVersion_isReadAndSaysSo() throws PayloadException {
        ElastioEnvelope envelope = parse(Payloads.with(ENVELOPE, "/version", "\"v9\""));

        assertThat(envelope.version()).isEqualTo("v9");
        assertThat(envelope.events()).isEqualTo(parse(ENVELOPE).events());
    }

    @Test
    void unknownKind_read_arrivesWithItsJson() throws PayloadException {
        ElastioEvent event = parse("{\"event_id\":\"1\",\"event_kind\":\"elastio:vault:created\"}")
                .events()
                .get(0);

        assertThat(event)
                .isEqualTo(new ElastioEvent.Unknown(
                        new EventHeader("1", "elastio:vault:created", null, null, null),
                        "{\"event_id\":\"1\",\"event_kind\":\"elastio:vault:created\"}"));
        assertThat(((ElastioEvent.Unknown) event).kind()).isEqualTo("elastio:vault:created");
        assertThat(event.notice()).isEmpty();
    }

    @Test
    void deprecation_announced_isOnEnvelopeAndEvent() throws PayloadException {
        String warning = "{\"notice\":\"use v1\",\"effective_date\":\"2027-01-01\"}";
        String body = Payloads.with(ENVELOPE, "/deprecation_warning", warning);
        ElastioEnvelope envelope = parse(Payloads.with(body, "/events/0/deprecation_warning", warning));

        DeprecationWarning expected = new DeprecationWarning("use v1", "2027-01-01");
        assertThat(envelope.deprecationWarning()).isEqualTo(expected);
        assertThat(envelope.events().get(0).deprecationWarning()).contains(expected);
    }

    @Test
    void envelope_withoutEvents_isValid() throws PayloadException {
        assertThat(read("{\"version\":\"v0\",\"events\":[]}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`, events is missing",
                "`{\"version\":\"v0\"}`, events is missing",
                "`{\"version\":\"v0\",\"events\":null}`, events is missing",
                "`{\"version\":\"v0\",\"events\":{}}`, events must be a list",
                "`{\"version\":\"v0\",\"events\":[1]}`, events[0] must be an object",
                "`{\"event_id\":\"\",\"event_kind\":\"k\"}`, event_id must not be empty",
            })
    void body_neitherEnvelopeNorEvent_isRefused(String body, String message) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOf(PayloadException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void event_inAnotherEnvelope_isClaimedUnderTheSameIdAndDigest() throws PayloadException {
        String retry = Payloads.with(ENVELOPE, "/events", "[" + STARTED + "," + event(ENVELOPE) + "]");

        IdentifiedEvent<ElastioEvent> first = read(ENVELOPE).get(0);
        IdentifiedEvent<ElastioEvent> again = read(retry).get(1);
        IdentifiedEvent<ElastioEvent> bare = read(event(ENVELOPE)).get(0);

        assertThat(first.id()).isEqualTo("00000000-0000-0000-0000-000000000001");
        assertThat(again).isEqualTo(first);
        assertThat(bare).isEqualTo(first);
    }

    @Test
    void event_changed_hasAnotherDigest() throws PayloadException {
        String changed = Payloads.with(ENVELOPE, "/events/0/number_of_malware_threats", "1");

        assertThat(read(changed).get(0).digest())
                .isNotEqualTo(read(ENVELOPE).get(0).digest());
    }

    @Test
    void events_withOneId_areBothHandedOver() throws PayloadException {
        String twice = Payloads.with(ENVELOPE, "/events", "[" + event(ENVELOPE) + "," + event(ENVELOPE) + "]");

        assertThat(read(twice))
                .hasSize(2)
                .extracting(IdentifiedEvent::id)
                .containsOnly("00000000-0000-0000-0000-000000000001");
    }

    @Test
    void unhealthyScan_opens_whatAHealthyOneOfTheAssetResolves() throws PayloadException {
        IncidentNotice opened = notice(ENVELOPE);
        IncidentNotice resolved =
                notice(Payloads.with(ENVELOPE, "/events/0/event_kind", "\"elastio:recovery-point:iscan:healthy\""));

        assertThat(opened.provider()).isEqualTo("elastio");
        assertThat(opened.incidentKey()).isEqualTo(ASSET).isEqualTo(resolved.incidentKey());
        assertThat(opened.phase()).isEqualTo(Phase.OPENED);
        assertThat(opened.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(opened.occurredAt()).isEqualTo(Instant.parse("2023-05-02T06:19:30Z"));
        assertThat(opened.affectedMonitors()).hasSize(1);
        assertThat(opened.details())
                .containsEntry("event_id", "00000000-0000-0000-0000-000000000001")
                .containsEntry("recovery_point_id", RECOVERY_POINT)
                .containsEntry("malware_threats", "0")
                .containsEntry("ransomware_threats", "2");
        assertThat(resolved.phase()).isEqualTo(Phase.RESOLVED);
        assertThat(resolved.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void scan_withoutAsset_isKeyedByTheRecoveryPointThenByItself() throws PayloadException {
        String noAsset = Payloads.without(ENVELOPE, "/events/0/cloud_connector_asset_id");
        String nothing = Payloads.with(noAsset, "/events/0/human_readable_recovery_point_id", "\"\"");
        String healthy = Payloads.with(nothing, "/events/0/event_kind", "\"elastio:recovery-point:iscan:healthy\"");

        assertThat(notice(noAsset).incidentKey()).isEqualTo(RECOVERY_POINT);
        assertThat(notice(nothing).incidentKey()).isEqualTo("event|00000000-0000-0000-0000-000000000001");
        assertThat(notice(nothing).affectedMonitors()).isEmpty();
        assertThat(parse(healthy).events().get(0).notice()).isEmpty();
    }

    @Test
    void backup_startedOrSucceeded_isNobodysIncident() throws PayloadException {
        assertThat(parse(STARTED).events().get(0).notice()).isEmpty();
        assertThat(parse(SUCCEEDED).events().get(0).notice()).isEmpty();
    }

    private static IncidentNotice notice(String body) throws PayloadException {
        return parse(body).events().get(0).notice().orElseThrow();
    }

    private static String event(String envelope) {
        return envelope.substring(envelope.indexOf('[') + 1, envelope.lastIndexOf(']'));
    }

    private static ElastioEnvelope parse(String body) throws PayloadException {
        return Elastio.parse(Payloads.bytes(body));
    }

    private static List<IdentifiedEvent<ElastioEvent>> read(String body) throws PayloadException {
        return Elastio.provider().read(Payloads.verified(Payloads.bytes(body)));
    }
}

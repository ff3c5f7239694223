package io.countersign.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.PayloadException;
import io.countersign.provider.elastio.Elastio;
import io.countersign.provider.mar.Mar;
import io.countersign.provider.metaplane.Metaplane;
import io.countersign.provider.statuspageone.StatusPageOne;
import io.countersign.provider.statuspulse.StatusPulse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each field of each sample: whether it must be there, and what is said of a wrong one. */
class RequiredFieldsTest {
    private static final String SECRET = "s3cr3t";

    @ParameterizedTest
    @CsvSource({
        "statuspulse/incident-opened.json, /event_type",
        "statuspulse/incident-opened.json, /incident_id",
        "statuspulse/incident-opened.json, /monitor_name",
        "statuspulse/incident-resolved.json, /incident_id",
        "statuspulse/incident-resolved.json, /monitor_name",
        "statuspageone/incident-alert.json, /event_type",
        "statuspageone/incident-alert.json, /monitor",
        "statuspageone/incident-alert.json, /monitor/id",
        "statuspageone/incident-alert.json, /monitor/name",
        "statuspageone/incident-alert.json, /check_result",
        "statuspageone/incident-alert.json, /check_result/status",
        "statuspageone/incident-alert.json, /check_result/timestamp",
        "metaplane/incident.json, /id",
        "metaplane/incident.json, /idempotencyId",
        "metaplane/incident.json, /status",
        "metaplane/incident.json, /createdAt",
        "metaplane/incident.json, /updatedAt",
        "metaplane/incident.json, /affectedMonitors/0/monitor/id",
        "metaplane/incident-v2.json, /labels/0/id",
        "metaplane/incident-v2.json, /labels/0/name",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/id",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/tags/0/name",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/connections/0/id",
        "elastio/envelope-v0.json, /events/0/event_id",
        "elastio/envelope-v0.json, /events/0/event_kind",
        "elastio/recovery-point-create-started.json, /event_kind",
        "mar/instance-crash.json, /event",
    })
    void requiredField_missingNullOrOfAnotherType_isNamedByItsPath(String file, String pointer) {
        String sample = Payloads.sample(file);
        String path = pathOf(pointer);

        assertRefused(file, Payloads.without(sample, pointer), path + " is missing");
        assertRefused(file, Payloads.with(sample, pointer, "null"), path + " must not be null");
        assertRefused(file, Payloads.with(sample, pointer, "[\"" + SECRET + "\"]"), path + " must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "statuspulse/incident-opened.json, /status, text",
        "statuspulse/incident-opened.json, /triggered_at, text",
        "statuspulse/incident-opened.json, /details, an object",
        "statuspulse/incident-opened.json, /details/endpoint, text",
        "statuspulse/incident-opened.json, /details/response_code, a whole number",
        "statuspulse/incident-opened.json, /details/latency_ms, a number",
        "statuspulse/incident-opened.json, /details/region, text",
        "statuspulse/incident-resolved.json, /resolved_at, text",
        "statuspulse/incident-resolved.json, /details/downtime_duration_seconds, a number",
        "statuspulse/incident-resolved.json, /details/final_response_code, a whole number",
        "statuspulse/incident-resolved.json, /details/auto_resolved, true or false",
        "statuspulse/incident-resolved.json, /details/engineer_notes, text",
        "statuspageone/incident-alert.json, /monitor/url, text",
        "statuspageone/incident-alert.json, /monitor/status, text",
        "statuspageone/incident-alert.json, /check_result/region, text",
        "statuspageone/incident-alert.json, /check_result/error_message, text",
        "statuspageone/incident-alert.json, /check_result/response_time_ms, a number",
        "statuspageone/incident-alert.json, /check_result/status_code, a whole number",
        "statuspageone/incident-alert.json, /context, an object",
        "statuspageone/incident-alert.json, /context/consecutive_failures, a whole number",
        "statuspageone/incident-alert.json, /context/previous_status, text",
        "statuspageone/incident-alert.json, /context/notification_level, a whole number",
        "statuspageone/incident-alert.json, /context/notification_type, text",
        "metaplane/incident.json, /acknowledged, true or false",
        "metaplane/incident.json, /acknowledgedAt, text",
        "metaplane/incident.json, /incidentUrl, text",
        "metaplane/incident.json, /affectedMonitors/0/id, text",
        "metaplane/incident.json, /affectedMonitors/0/linkedAt, text",
        "metaplane/incident.json, /affectedMonitors/0/resolvedAt, text",
        "metaplane/incident.json, /affectedMonitors/0/monitor/name, text",
        "metaplane/incident.json, /affectedMonitors/0/monitor/type, text",
        "metaplane/incident.json, /affectedMonitors/0/monitor/entityType, text",
        "metaplane/incident.json, /affectedMonitors/0/monitor/absolutePath, text",
        "metaplane/incident.json, /affectedMonitors/0/group/0/value, text",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/owners/0/email, text",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/owners/0/identities/0/userId, text",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/entities/0/absolutePath, text",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/connections/0/name, text",
        "elastio/envelope-v0.json, /version, text",
        "elastio/envelope-v0.json, /deprecation_warning, an object",
        "elastio/envelope-v0.json, /events/0/event_time, text",
        "elastio/envelope-v0.json, /events/0/event_version, text",
        "elastio/envelope-v0.json, /events/0/deprecation_warning, an object",
        "elastio/envelope-v0.json, /events/0/human_readable_recovery_point_id, text",
        "elastio/envelope-v0.json, /events/0/cloud_connector_asset_id, text",
        "elastio/envelope-v0.json, /events/0/number_of_malware_threats, a whole number",
        "elastio/envelope-v0.json, /events/0/number_of_ransomware_threats, a whole number",
        "elastio/recovery-point-create-started.json, /backup_start, text",
        "elastio/recovery-point-create-started.json, /backup_policy_name, text",
        "elastio/recovery-point-create-succeeded.json, /vault_name, text",
        "elastio/recovery-point-create-succeeded.json, /tags, an object",
    })
    void optionalField_leftOut_isReadAndOfAnotherTypeIsRefused(String file, String pointer, String type)
            throws PayloadException {
        String sample = Payloads.sample(file);
        String path = pathOf(pointer);

        assertThat(parse(file, Payloads.without(sample, pointer))).isNotNull();
        assertThat(parse(file, Payloads.with(sample, pointer, "null"))).isNotNull();
        assertRefused(file, Payloads.with(sample, pointer, "[\"" + SECRET + "\"]"), path + " must be " + type);
    }

    @ParameterizedTest
    @CsvSource({
        "metaplane/incident-v2.json, /labels",
        "metaplane/incident-v2.json, /affectedMonitors_v2",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/tags",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/entities",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/owners",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/monitor/0/owners/0/identities",
        "metaplane/incident-v2.json, /affectedMonitors_v2/0/connections",
        "metaplane/incident.json, /affectedMonitors",
        "metaplane/incident.json, /affectedMonitors/0/group",
    })
    void list_optional_mayBeLeftOutAndNotBeText(String file, String pointer) throws PayloadException {
        String sample = Payloads.sample(file);

        assertThat(parse(file, Payloads.without(sample, pointer))).isNotNull();
        assertThat(parse(file, Payloads.with(sample, pointer, "null"))).isNotNull();
        assertRefused(file, Payloads.with(sample, pointer, '"' + SECRET + '"'), pathOf(pointer) + " must be a list");
    }

    private static void assertRefused(String file, String body, String message) {
        assertThatThrownBy(() -> parse(file, body))
                .isInstanceOf(PayloadException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    private static Object parse(String file, String body) throws PayloadException {
        byte[] bytes = Payloads.bytes(body);
        return switch (file.substring(0, file.indexOf('/'))) {
            case "statuspulse" -> StatusPulse.parse(bytes);
            case "statuspageone" -> StatusPageOne.parse(bytes);
            case "metaplane" -> Metaplane.parse(bytes);
            case "elastio" -> Elastio.parse(bytes);
            case "mar" -> Mar.parse(bytes);
            default -> throw new IllegalArgumentException(file);
        };
    }

    private static String pathOf(String pointer) {
        return pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    }
}

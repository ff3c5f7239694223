package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Bodies in the shapes that the providers document, with ids and times that a test chooses.
 *
 * <p>The ids are put into JSON as they are: give them without quotes and backslashes. Thread rule: stateless.
 */
public final class SamplePayloads {
    private SamplePayloads() {}

    /** StatusPulse: an incident was opened. */
    public static byte[] statusPulseOpened(String incidentId, Instant triggeredAt) {
        return """
                {
                  "event_type": "incident_opened",
                  "incident_id": "%s",
                  "monitor_name": "checkout-api-prod",
                  "status": "investigating",
                  "triggered_at": "%s",
                  "details": {
                    "endpoint": "https://api.yourcompany.com/v2/checkout",
                    "response_code": 503,
                    "latency_ms": 1240,
                    "region": "us-east-1"
                  }
                }
                """.formatted(incidentId, triggeredAt).getBytes(UTF_8);
    }

    /** StatusPulse: the incident is over. */
    public static byte[] statusPulseResolved(String incidentId, Instant resolvedAt) {
        return """
                {
                  "event_type": "incident_resolved",
                  "incident_id": "%s",
                  "monitor_name": "checkout-api-prod",
                  "status": "resolved",
                  "resolved_at": "%s",
                  "details": {
                    "downtime_duration_seconds": 2623,
                    "final_response_code": 200,
                    "auto_resolved": true,
                    "engineer_notes": "Cache flush restored connectivity"
                  }
                }
                """.formatted(incidentId, resolvedAt).getBytes(UTF_8);
    }

    /** StatusPageOne: a monitor is {@code UP} or {@code DOWN}. */
    public static byte[] statusPageOneAlert(String monitorId, String status, Instant checkedAt) {
        String previous = status.equals("DOWN") ? "UP" : "DOWN";
        return """
                {
                  "event_type": "monitor_alert",
                  "monitor": {
                    "id": "%s",
                    "name": "API Server",
                    "url": "https://api.example.com/health",
                    "status": "%s"
                  },
                  "check_result": {
                    "status": "%s",
                    "timestamp": "%s",
                    "region": "us-east-1",
                    "response_time_ms": 245
                  },
                  "context": {
                    "consecutive_failures": 3,
                    "previous_status": "%s",
                    "notification_level": 1
                  }
                }
                """.formatted(monitorId, status, status, checkedAt, previous).getBytes(UTF_8);
    }

    /** Metaplane: an incident, {@code opened} or {@code resolved}. */
    public static byte[] metaplaneIncident(String incidentId, String idempotencyId, String status, Instant at) {
        return """
                {
                  "id": "%s",
                  "createdAt": "%s",
                  "updatedAt": "%s",
                  "idempotencyId": "%s",
                  "status": "%s",
                  "acknowledged": false,
                  "acknowledgedAt": null,
                  "incidentUrl": "https://app.metaplane.dev/incident/%s",
                  "labels": [],
                  "affectedMonitors": [
                    {
                      "id": "26312",
                      "linkedAt": "%s",
                      "resolvedAt": null,
                      "monitor": {
                        "id": "018f3eb0-d994-7a34-a956-92a30a439157",
                        "type": "ROW_COUNT",
                        "name": "Row count grouped by customer_id",
                        "entityType": "table",
                        "absolutePath": "METAPLANE_DB.TEST_SCHEMA.orders"
                      },
                      "group": [ { "name": "customer_id", "value": "1" } ]
                    }
                  ]
                }
                """.formatted(incidentId, at, at, idempotencyId, status, incidentId, at)
                .getBytes(UTF_8);
    }

    /** Elastio: an envelope of one unhealthy recovery point per event id, each of an asset of its own. */
    public static byte[] elastioUnhealthy(Instant at, String... eventIds) {
        String events =
                Arrays.stream(eventIds).map(id -> """
                        {
                          "event_id": "%s",
                          "event_kind": "elastio:recovery-point:iscan:unhealthy",
                          "event_time": "%s",
                          "event_version": "v0",
                          "deprecation_warning": null,
                          "human_readable_recovery_point_id": "rp-%s",
                          "cloud_connector_asset_id": "elastio:asset:aws-ebs:s:000000000000:us-east-1:vol-%s",
                          "number_of_malware_threats": 0,
                          "number_of_ransomware_threats": 2
                        }""".formatted(id, at, id, id)).collect(Collectors.joining(",\n"));
        return """
                { "version": "v0", "deprecation_warning": null, "events": [
                %s
                ] }
                """.formatted(events).getBytes(UTF_8);
    }

    /** MAR: an event of that type about an alert; the shape beyond {@code event} is not documented, this is one of many. */
    public static byte[] marEvent(String type, String alertId, Instant at) {
        return """
                {
                  "event": "%s",
                  "timestamp": "%s",
                  "data": {
                    "alert_id": "%s",
                    "instance_id": "inst-7",
                    "name": "High memory on inst-7",
                    "message": "Memory above 95 percent for five minutes"
                  }
                }
                """.formatted(type, at, alertId).getBytes(UTF_8);
    }
}

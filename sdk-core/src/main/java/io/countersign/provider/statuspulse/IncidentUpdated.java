package io.countersign.provider.statuspulse;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import io.countersign.internal.EventIds;
import io.countersign.internal.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident changed and goes on.
 *
 * <p>StatusPulse documents that the event exists, and no sample of it: this model expects what the other two events have in
 * common, the time as {@code updated_at}, and takes the {@code details} of an opened incident where they are sent.
 *
 * <p>Thread rule: immutable.
 *
 * @param incidentId the provider's id of the incident, the same in all its events
 * @param monitorName the monitor that the incident is about
 * @param status where the incident stands, in the sender's words, or {@code null}
 * @param updatedAt when that was, or {@code null} where it was not sent
 * @param details what the probe saw, as far as it was sent
 */
public record IncidentUpdated(
        String incidentId,
        String monitorName,
        @Nullable String status,
        @Nullable Instant updatedAt,
        ProbeDetails details)
        implements StatusPulseEvent {
    static final String KIND = "incident_updated";

    static IncidentUpdated read(JsonObject json) throws PayloadException {
        return new IncidentUpdated(
                json.id("incident_id"),
                json.text("monitor_name"),
                json.optionalText("status"),
                json.optionalTime("updated_at"),
                ProbeDetails.read(json));
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return Optional.of(new IncidentNotice(
                "statuspulse",
                EventIds.of(incidentId),
                Phase.UPDATED,
                Facts.oneLine(monitorName + ": incident updated" + (status == null ? "" : ", now " + status)),
                Severity.CRITICAL,
                updatedAt,
                List.of(new AffectedMonitor(null, monitorName, null, details.endpoint())),
                List.of(),
                facts()));
    }

    private Map<String, String> facts() {
        return new Facts()
                .add("incident_id", incidentId)
                .add("status", status)
                .add("response_code", details.responseCode())
                .add("latency", details.latency())
                .add("region", details.region())
                .toMap();
    }
}

package io.countersign.provider.statuspulse;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import io.countersign.internal.Facts;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident is over.
 *
 * <p>Thread rule: immutable.
 *
 * @param incidentId the provider's id of the incident, the same in all its events
 * @param monitorName the monitor that the incident is about
 * @param status where the incident stands, in the sender's words, or {@code null}
 * @param resolvedAt when that was, or {@code null} where it was not sent
 * @param details how it ended
 */
public record IncidentResolved(
        String incidentId,
        String monitorName,
        @Nullable String status,
        @Nullable Instant resolvedAt,
        ResolutionDetails details)
        implements StatusPulseEvent {
    static final String KIND = "incident_resolved";

    static IncidentResolved read(JsonObject json) throws PayloadException {
        return new IncidentResolved(
                json.id("incident_id"),
                json.text("monitor_name"),
                json.optionalText("status"),
                json.optionalTime("resolved_at"),
                ResolutionDetails.read(json));
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return StatusPulseNotice.of(
                Phase.RESOLVED, incidentId, monitorName, "incident resolved", resolvedAt, null, facts());
    }

    private Facts facts() {
        return StatusPulseNotice.facts(incidentId, status)
                .add("downtime", details.downtime())
                .add("final_response_code", details.finalResponseCode())
                .add("auto_resolved", details.autoResolved())
                .add("engineer_notes", details.engineerNotes());
    }
}

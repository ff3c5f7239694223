package io.countersign.provider.statuspulse;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.time.Instant;
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
        return StatusPulseNotice.of(
                Phase.UPDATED,
                incidentId,
                monitorName,
                "incident updated" + (status == null ? "" : ", now " + status),
                updatedAt,
                details.endpoint(),
                details.addTo(StatusPulseNotice.facts(incidentId, status)));
    }
}

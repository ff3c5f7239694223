package io.countersign.provider.statuspulse;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident began.
 *
 * <p>Thread rule: immutable.
 *
 * @param incidentId the provider's id of the incident, the same in all its events
 * @param monitorName the monitor that the incident is about
 * @param status where the incident stands, in the sender's words, or {@code null}
 * @param triggeredAt when that was, or {@code null} where it was not sent
 * @param details what the probe saw
 */
public record IncidentOpened(
        String incidentId,
        String monitorName,
        @Nullable String status,
        @Nullable Instant triggeredAt,
        ProbeDetails details)
        implements StatusPulseEvent {
    static final String KIND = "incident_opened";

    static IncidentOpened read(JsonObject json) throws PayloadException {
        return new IncidentOpened(
                json.id("incident_id"),
                json.text("monitor_name"),
                json.optionalText("status"),
                json.optionalTime("triggered_at"),
                ProbeDetails.read(json));
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return StatusPulseNotice.of(
                Phase.OPENED,
                incidentId,
                monitorName,
                "incident opened" + responseCode(),
                triggeredAt,
                details.endpoint(),
                details.addTo(StatusPulseNotice.facts(incidentId, status)));
    }

    private String responseCode() {
        return details.responseCode() == null ? "" : ", response code " + details.responseCode();
    }
}

package io.countersign.provider.statuspulse;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.internal.EventIds;
import io.countersign.internal.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The notices of the three events, which must agree on the incident's key. Stateless. */
final class StatusPulseNotice {
    private StatusPulseNotice() {}

    /**
     * StatusPulse sends no severity: an incident that goes on is worth waking somebody.
     *
     * @param what what happened, for the title after the monitor's name
     * @param endpoint the address that was probed, or null
     */
    static Optional<IncidentNotice> of(
            Phase phase,
            String incidentId,
            String monitorName,
            String what,
            @Nullable Instant at,
            @Nullable String endpoint,
            Facts facts) {
        return Optional.of(new IncidentNotice(
                "statuspulse",
                EventIds.of(incidentId),
                phase,
                Facts.oneLine(monitorName + ": " + what),
                phase == Phase.RESOLVED ? Severity.INFO : Severity.CRITICAL,
                at,
                List.of(new AffectedMonitor(null, monitorName, null, endpoint)),
                List.of(),
                facts.toMap()));
    }

    /** The facts that begin every notice's details. */
    static Facts facts(String incidentId, @Nullable String status) {
        return new Facts().add("incident_id", incidentId).add("status", status);
    }
}

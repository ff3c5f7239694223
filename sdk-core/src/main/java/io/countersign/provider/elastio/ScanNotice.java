package io.countersign.provider.elastio;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.internal.EventIds;
import io.countersign.internal.Facts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The notices of scans; opening and resolving must agree on the key, so both are made here. */
final class ScanNotice {
    private ScanNotice() {}

    static Optional<IncidentNotice> ofUnhealthy(IscanUnhealthy scan) {
        String subject = subject(scan.cloudConnectorAssetId(), scan.humanReadableRecoveryPointId());
        Facts facts = new Facts()
                .add("event_id", scan.eventId())
                .add("recovery_point_id", scan.humanReadableRecoveryPointId())
                .add("asset_id", scan.cloudConnectorAssetId())
                .add("malware_threats", scan.numberOfMalwareThreats())
                .add("ransomware_threats", scan.numberOfRansomwareThreats());
        String title = "Threats found in " + (subject == null ? "a recovery point" : subject);
        return Optional.of(notice(
                scan,
                subject == null ? EventIds.of("event", scan.eventId()) : EventIds.of(subject),
                Phase.OPENED,
                title,
                Severity.CRITICAL,
                subject,
                facts));
    }

    static Optional<IncidentNotice> ofHealthy(IscanHealthy scan) {
        String subject = subject(scan.cloudConnectorAssetId(), scan.humanReadableRecoveryPointId());
        if (subject == null) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .add("event_id", scan.eventId())
                .add("recovery_point_id", scan.humanReadableRecoveryPointId())
                .add("asset_id", scan.cloudConnectorAssetId());
        return Optional.of(notice(
                scan,
                EventIds.of(subject),
                Phase.RESOLVED,
                "No threats found in " + subject,
                Severity.INFO,
                subject,
                facts));
    }

    private static @Nullable String subject(@Nullable String assetId, @Nullable String recoveryPointId) {
        return assetId != null && !assetId.isEmpty()
                ? assetId
                : recoveryPointId != null && !recoveryPointId.isEmpty() ? recoveryPointId : null;
    }

    private static IncidentNotice notice(
            ElastioEvent scan,
            String key,
            Phase phase,
            String title,
            Severity severity,
            @Nullable String subject,
            Facts facts) {
        return new IncidentNotice(
                "elastio",
                key,
                phase,
                Facts.oneLine(title),
                severity,
                scan.header().eventTime(),
                subject == null ? List.of() : List.of(new AffectedMonitor(subject, subject, "asset", subject)),
                List.of(),
                facts.toMap());
    }
}

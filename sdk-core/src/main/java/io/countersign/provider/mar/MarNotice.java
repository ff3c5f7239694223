package io.countersign.provider.mar;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.internal.EventIds;
import io.countersign.internal.Facts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The notices that {@link MarNotification} describes. */
final class MarNotice {
    private MarNotice() {}

    static Optional<IncidentNotice> of(MarNotification event) {
        return switch (event.type()) {
            case INSTANCE_CRASH -> opened(event, Severity.CRITICAL);
            case CLUSTER_DEGRADED -> opened(event, Severity.WARNING);
            case ALERT_TRIGGERED -> opened(event, Severity.ERROR);
            case ALERT_RESOLVED, INSTANCE_STARTED -> resolved(event);
            case INSTANCE_STOPPED, CLUSTER_CREATED -> Optional.empty();
        };
    }

    private static Optional<IncidentNotice> opened(MarNotification event, Severity severity) {
        String key = key(event);
        return Optional.of(notice(event, key == null ? keyOfItself(event) : key, Phase.OPENED, severity));
    }

    private static Optional<IncidentNotice> resolved(MarNotification event) {
        String key = key(event);
        return key == null ? Optional.empty() : Optional.of(notice(event, key, Phase.RESOLVED, Severity.INFO));
    }

    private static @Nullable String key(MarNotification event) {
        String subject = event.type().subject();
        if (event.subjectId() != null) {
            return EventIds.of(subject, event.subjectId());
        }
        return event.name() == null ? null : EventIds.of(subject, "name", event.name());
    }

    private static String keyOfItself(MarNotification event) {
        BodyDigest digest = BodyDigest.of(event.json().getBytes(StandardCharsets.UTF_8));
        return EventIds.of(event.type().subject(), "digest", digest.hex());
    }

    private static IncidentNotice notice(MarNotification event, String key, Phase phase, Severity severity) {
        String shown = shownName(event);
        return new IncidentNotice(
                "mar",
                key,
                phase,
                Facts.oneLine(
                        event.type().event() + ": " + shown + (event.message() == null ? "" : ": " + event.message())),
                severity,
                event.occurredAt(),
                List.of(new AffectedMonitor(
                        event.subjectId(), shown, event.type().subject(), null)),
                List.of(),
                facts(event));
    }

    private static String shownName(MarNotification event) {
        if (event.name() != null) {
            return event.name();
        }
        return event.subjectId() == null ? "an " + event.type().subject() + " without a name" : event.subjectId();
    }

    private static Map<String, String> facts(MarNotification event) {
        return new Facts()
                .add("event", event.type().event())
                .add(event.type().subject() + "_id", event.subjectId())
                .add("name", event.name())
                .add("message", event.message())
                .toMap();
    }
}

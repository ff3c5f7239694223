package io.countersign.provider.metaplane;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.event.PayloadException;
import io.countersign.event.WebhookEvent;
import io.countersign.event.json.JsonObject;
import io.countersign.internal.EventIds;
import io.countersign.internal.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incident of Metaplane, as it stands now.
 *
 * <p>The sender does not say whether an open incident is new. {@link #notice()} takes it for opened where it was never
 * updated ({@code createdAt} equals {@code updatedAt}, as in the sender's sample) and for updated otherwise; where the
 * first delivery is lost, the first notice is an update. A status that this version does not know is an update too. The
 * sender has no severity either: an incident that goes on is an error, a resolved one is for information.
 *
 * <p>Thread rule: immutable.
 *
 * @param id the provider's id of the incident
 * @param idempotencyId the same for payloads that are identical
 * @param status {@code opened}, {@code resolved} or a word that this version does not know
 * @param createdAt when the incident began
 * @param updatedAt when it changed last
 * @param incidentUrl where a person finds it, or {@code null}; text from the sender, check it before you link to it
 * @param labels its labels; may be empty
 * @param affectedMonitors the implicated monitors, out of {@code affectedMonitors_v2} where that has any, else out of the
 *     deprecated {@code affectedMonitors}; may be empty
 * @param acknowledged deprecated by the sender since 2024-09-16, labels took its place; {@code null} where not sent
 * @param acknowledgedAt deprecated likewise
 */
public record MetaplaneIncident(
        String id,
        String idempotencyId,
        String status,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String incidentUrl,
        List<Label> labels,
        List<AffectedMonitor> affectedMonitors,
        @Nullable Boolean acknowledged,
        @Nullable Instant acknowledgedAt)
        implements WebhookEvent {

    /** Copies the lists. */
    public MetaplaneIncident {
        labels = List.copyOf(labels);
        affectedMonitors = List.copyOf(affectedMonitors);
    }

    static MetaplaneIncident read(JsonObject json) throws PayloadException {
        List<AffectedMonitor> affected = json.list("affectedMonitors_v2", AffectedMonitor::read);
        return new MetaplaneIncident(
                json.id("id"),
                json.id("idempotencyId"),
                json.text("status"),
                json.time("createdAt"),
                json.time("updatedAt"),
                json.optionalText("incidentUrl"),
                json.list("labels", Label::read),
                affected.isEmpty() ? json.list("affectedMonitors", AffectedMonitor::readDeprecated) : affected,
                json.optionalBoolean("acknowledged"),
                json.optionalTime("acknowledgedAt"));
    }

    /**
     * Whether somebody acknowledged it, when that could still be done; {@code null} where it was not sent.
     *
     * @deprecated by Metaplane since 2024-09-16: nothing changes it any more. Use {@link #labels()}.
     */
    @Override
    @Deprecated
    public @Nullable Boolean acknowledged() {
        return acknowledged;
    }

    /**
     * When somebody acknowledged it; {@code null} where nobody did.
     *
     * @deprecated by Metaplane since 2024-09-16: nothing changes it any more. Use {@link #labels()}.
     */
    @Override
    @Deprecated
    public @Nullable Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    /** Whether the status is the documented {@code opened}. */
    public boolean isOpened() {
        return status.equals("opened");
    }

    /** Whether the status is the documented {@code resolved}. */
    public boolean isResolved() {
        return status.equals("resolved");
    }

    @Override
    public Optional<IncidentNotice> notice() {
        List<IncidentNotice.AffectedMonitor> monitors =
                affectedMonitors.stream().flatMap(MetaplaneIncident::toNotice).toList();
        return Optional.of(new IncidentNotice(
                "metaplane",
                EventIds.of(id),
                phase(),
                Facts.oneLine(title(monitors)),
                isResolved() ? Severity.INFO : Severity.ERROR,
                updatedAt,
                monitors,
                IncidentNotice.Link.ifWebAddress("Metaplane incident", incidentUrl).stream()
                        .toList(),
                facts()));
    }

    private Phase phase() {
        if (isResolved()) {
            return Phase.RESOLVED;
        }
        return isOpened() && createdAt.equals(updatedAt) ? Phase.OPENED : Phase.UPDATED;
    }

    private String title(List<IncidentNotice.AffectedMonitor> monitors) {
        if (monitors.isEmpty()) {
            return "Metaplane incident " + id + " " + status;
        }
        int others = monitors.size() - 1;
        return monitors.get(0).name() + (others == 0 ? "" : " and " + others + " more") + ": incident " + status;
    }

    private static Stream<IncidentNotice.AffectedMonitor> toNotice(AffectedMonitor affected) {
        return affected.monitors().stream()
                .map(monitor -> new IncidentNotice.AffectedMonitor(
                        monitor.id(),
                        monitor.name() == null ? monitor.id() : monitor.name(),
                        monitor.type(),
                        pathOf(monitor)));
    }

    private static @Nullable String pathOf(Monitor monitor) {
        return monitor.entities().isEmpty() ? null : monitor.entities().get(0).absolutePath();
    }

    private Map<String, String> facts() {
        return new Facts()
                .add("incident_id", id)
                .add("idempotency_id", idempotencyId)
                .add("status", status)
                .add(
                        "labels",
                        labels.isEmpty()
                                ? null
                                : String.join(
                                        ", ", labels.stream().map(Label::name).toList()))
                .toMap();
    }
}

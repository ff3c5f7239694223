package io.countersign.provider.metaplane;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one monitor is implicated in an incident.
 *
 * <p>Thread rule: immutable.
 *
 * @param id the provider's id of this implication, or {@code null}
 * @param monitors the monitor; a list, because the sender's newer documentation sends one
 * @param group the group that it alerts on; empty unless it is a Group By monitor
 * @param linkedAt since when it is implicated, or {@code null}
 * @param resolvedAt since when it is well again, or {@code null}
 * @param connections the data sources that it watches; may be empty
 */
public record AffectedMonitor(
        @Nullable String id,
        List<Monitor> monitors,
        List<GroupValue> group,
        @Nullable Instant linkedAt,
        @Nullable Instant resolvedAt,
        List<Connection> connections) {

    /** Copies the lists. */
    public AffectedMonitor {
        monitors = List.copyOf(monitors);
        group = List.copyOf(group);
        connections = List.copyOf(connections);
    }

    static AffectedMonitor read(JsonObject json) throws PayloadException {
        return read(json, Monitor::read);
    }

    static AffectedMonitor readDeprecated(JsonObject json) throws PayloadException {
        return read(json, Monitor::readDeprecated);
    }

    private static AffectedMonitor read(JsonObject json, JsonObject.Reader<Monitor> monitor) throws PayloadException {
        return new AffectedMonitor(
                json.optionalText("id"),
                json.oneOrList("monitor", monitor),
                json.list("group", GroupValue::read),
                json.optionalTime("linkedAt"),
                json.optionalTime("resolvedAt"),
                json.list("connections", Connection::read));
    }
}

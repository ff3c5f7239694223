package io.countersign.provider.mar;

import java.util.Arrays;
import java.util.Optional;

/** The documented kinds of events. Thread rule: immutable. */
public enum MarEventType {
    /** An instance has crashed. */
    INSTANCE_CRASH("instance.crash"),
    /** A cluster has become degraded. */
    CLUSTER_DEGRADED("cluster.degraded"),
    /** An alert has been triggered. */
    ALERT_TRIGGERED("alert.triggered"),
    /** An alert has been resolved. */
    ALERT_RESOLVED("alert.resolved"),
    /** An instance has started. */
    INSTANCE_STARTED("instance.started"),
    /** An instance has stopped. */
    INSTANCE_STOPPED("instance.stopped"),
    /** A cluster was created. */
    CLUSTER_CREATED("cluster.created");

    private final String event;

    MarEventType(String event) {
        this.event = event;
    }

    /** The kind as it stands in a payload. */
    public String event() {
        return event;
    }

    /** What the event is about: {@code instance}, {@code cluster} or {@code alert}. */
    String subject() {
        return event.substring(0, event.indexOf('.'));
    }

    static Optional<MarEventType> of(String event) {
        return Arrays.stream(values()).filter(type -> type.event.equals(event)).findFirst();
    }
}

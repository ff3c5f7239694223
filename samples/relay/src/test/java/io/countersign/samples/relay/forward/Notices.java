package io.countersign.samples.relay.forward;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Link;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Notices for tests. */
final class Notices {
    static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private Notices() {}

    static Notification opened() {
        return of(Phase.OPENED, "INC-1", "Checkout is down");
    }

    static Notification titled(String title) {
        return of(Phase.OPENED, "INC-1", title);
    }

    static Notification of(Phase phase, String incidentKey, String title) {
        return new Notification(
                "checkout",
                "event-1",
                new IncidentNotice(
                        "statuspulse",
                        incidentKey,
                        phase,
                        title,
                        Severity.CRITICAL,
                        AT,
                        List.of(new AffectedMonitor("m-1", "checkout-api-prod", "http", "https://api.example.com/v2")),
                        List.of(new Link("Open it", "https://status.example.com/INC-1?a=1&b=2")),
                        Map.of("region", "us-east-1")));
    }

    /** A notice in which everything is that text, and there is plenty of everything. */
    static Notification filledWith(String text) {
        Map<String, String> details = new LinkedHashMap<>();
        IntStream.range(0, 500).forEach(i -> details.put(i + text, text));
        return new Notification(
                "checkout",
                text,
                new IncidentNotice(
                        "statuspulse",
                        text,
                        Phase.OPENED,
                        text,
                        Severity.CRITICAL,
                        AT,
                        IntStream.range(0, 500)
                                .mapToObj(i -> new AffectedMonitor(text, text, text, text))
                                .toList(),
                        IntStream.range(0, 500)
                                .mapToObj(i -> new Link(text, "https://example.com/" + "x".repeat(1900)))
                                .toList(),
                        details));
    }
}

package io.countersign.samples.relay.forward;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A notification as an event of PagerDuty's Events API v2, as a tree that becomes JSON. Stateless.
 *
 * <p>Every list and every text has a bound, so that the whole stays below the 512 KB that PagerDuty takes, whatever the
 * sender sends; what was left out is counted. Source: PagerDuty, "Events API v2 overview" and "Send an event".
 */
final class PagerDutyEvent {
    /** Source: PagerDuty, "Send an event", {@code payload.summary}; in code points. */
    static final int MAX_SUMMARY = 1024;

    static final int MAX_TEXT = 255;
    static final int MAX_LONG_TEXT = 1024;
    static final int MAX_ADDRESS = 2048;
    static final int MAX_MONITORS = 25;
    static final int MAX_DETAILS = 40;
    static final int MAX_LINKS = 10;

    private PagerDutyEvent() {}

    static Map<String, Object> of(String routingKey, Notification notification) {
        IncidentNotice notice = notification.notice();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey);
        event.put("event_action", notice.phase() == IncidentNotice.Phase.RESOLVED ? "resolve" : "trigger");
        event.put("dedup_key", DedupKey.of(notification.endpoint(), notice));
        event.put("payload", payload(notification));
        event.put("client", "Countersign relay");
        List<Map<String, String>> links = links(notice);
        if (!links.isEmpty()) {
            event.put("links", links);
        }
        return event;
    }

    private static Map<String, Object> payload(Notification notification) {
        IncidentNotice notice = notification.notice();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", summary(notice));
        payload.put("source", source(notice));
        payload.put("severity", lowerCase(notice.severity()));
        if (notice.occurredAt() != null) {
            payload.put("timestamp", notice.occurredAt().toString());
        }
        ofFirstMonitor(notice, AffectedMonitor::name).ifPresent(name -> payload.put("component", name));
        payload.put("group", notification.endpoint());
        ofFirstMonitor(notice, AffectedMonitor::type).ifPresent(type -> payload.put("class", type));
        payload.put("custom_details", customDetails(notification));
        return payload;
    }

    /** PagerDuty refuses an event without a summary, so one that holds nothing printable gets the provider's name. */
    private static String summary(IncidentNotice notice) {
        String title = PlainText.cleanWithin(notice.title(), MAX_SUMMARY);
        return title.isEmpty() ? "Incident of " + notice.provider() : title;
    }

    /** What is broken, as exactly as the provider says: where it is, else its name, else who told us. */
    private static String source(IncidentNotice notice) {
        for (AffectedMonitor monitor : notice.affectedMonitors()) {
            String place =
                    PlainText.cleanWithin(monitor.location() == null ? monitor.name() : monitor.location(), MAX_TEXT);
            if (!place.isEmpty()) {
                return place;
            }
        }
        return notice.provider();
    }

    private static Optional<String> ofFirstMonitor(
            IncidentNotice notice, Function<AffectedMonitor, @Nullable String> part) {
        return notice.affectedMonitors().stream()
                .limit(1)
                .flatMap(monitor -> Stream.ofNullable(part.apply(monitor)))
                .map(text -> PlainText.cleanWithin(text, MAX_TEXT))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** The provider's own ids, so that a person can find the incident again. */
    private static Map<String, Object> customDetails(Notification notification) {
        IncidentNotice notice = notification.notice();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("provider", notice.provider());
        details.put("endpoint", notification.endpoint());
        details.put("incident", PlainText.cleanWithin(notice.incidentKey(), MAX_LONG_TEXT));
        details.put("event_id", PlainText.cleanWithin(notification.eventId(), MAX_LONG_TEXT));
        details.put("phase", lowerCase(notice.phase()));
        details.put("details", providerDetails(notice));
        details.put(
                "affected_monitors",
                notice.affectedMonitors().stream()
                        .limit(MAX_MONITORS)
                        .map(PagerDutyEvent::monitor)
                        .toList());
        int leftOut = notice.affectedMonitors().size() - MAX_MONITORS;
        if (leftOut > 0) {
            details.put("affected_monitors_left_out", leftOut);
        }
        return details;
    }

    private static Map<String, String> providerDetails(IncidentNotice notice) {
        Map<String, String> details = new LinkedHashMap<>();
        notice.details().entrySet().stream()
                .limit(MAX_DETAILS)
                .forEach(detail -> details.put(
                        PlainText.cleanWithin(detail.getKey(), MAX_TEXT),
                        PlainText.cleanWithin(detail.getValue(), MAX_LONG_TEXT)));
        return details;
    }

    private static Map<String, String> monitor(AffectedMonitor monitor) {
        Map<String, String> parts = new LinkedHashMap<>();
        putCleaned(parts, "id", monitor.id(), MAX_TEXT);
        putCleaned(parts, "name", monitor.name(), MAX_TEXT);
        putCleaned(parts, "type", monitor.type(), MAX_TEXT);
        putCleaned(parts, "location", monitor.location(), MAX_LONG_TEXT);
        return parts;
    }

    private static void putCleaned(Map<String, String> parts, String name, @Nullable String text, int max) {
        if (text != null) {
            parts.put(name, PlainText.cleanWithin(text, max));
        }
    }

    private static List<Map<String, String>> links(IncidentNotice notice) {
        List<Map<String, String>> links = new ArrayList<>();
        for (Link link : notice.links()) {
            boolean isSafe = link.href().length() <= MAX_ADDRESS
                    && Link.ifWebAddress(link.text(), link.href()).isPresent();
            if (isSafe && links.size() < MAX_LINKS) {
                links.add(Map.of("href", link.href(), "text", PlainText.cleanWithin(link.text(), MAX_TEXT)));
            }
        }
        return links;
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

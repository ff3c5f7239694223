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

/**
 * A notification as a message for a Slack incoming webhook, as a tree that becomes JSON. Stateless.
 *
 * <p>Nothing of the sender's text can become a mention or a link: it is escaped, also in the fallback text, and
 * {@code verbatim} keeps Slack from finding addresses and names in it. The bounds of the parts add up to less than 12,000
 * characters, since Slack refuses messages whose blocks are longer than about 13,000. Source: Slack, "Block Kit", and
 * slackapi/bolt-js#2509 for the total.
 */
final class SlackMessage {
    /** Source: Slack, "Header block". */
    static final int MAX_HEADER = 150;

    /** Source: Slack, "Section block", {@code text}. */
    static final int MAX_SECTION = 3000;

    static final int MAX_FALLBACK = 1000;
    static final int MAX_MONITORS_SECTION = 2000;
    static final int MAX_MONITOR = 300;
    static final int MAX_LINKS_SECTION = 2000;
    static final int MAX_LINK_TEXT = 150;
    static final int MAX_FIELD = 300;
    static final int MAX_CONTEXT = 300;

    /** Source: Slack, "Section block", {@code fields}. */
    static final int MAX_FIELDS = 10;

    static final int MAX_FIELD_NAME = 60;

    private SlackMessage() {}

    static Map<String, Object> of(Notification notification) {
        IncidentNotice notice = notification.notice();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", SlackText.escapedWithin(headline(notice), MAX_FALLBACK));
        message.put("blocks", blocks(notification));
        message.put("unfurl_links", false);
        message.put("unfurl_media", false);
        return message;
    }

    private static String headline(IncidentNotice notice) {
        return notice.phase() + ": " + title(notice);
    }

    /** Slack refuses empty texts. */
    private static String title(IncidentNotice notice) {
        return PlainText.clean(notice.title()).isEmpty() ? "Incident of " + notice.provider() : notice.title();
    }

    private static List<Map<String, Object>> blocks(Notification notification) {
        IncidentNotice notice = notification.notice();
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "header", "text", plainText(headline(notice), MAX_HEADER)));
        blocks.add(section(SlackText.escapedWithin(title(notice), MAX_SECTION)));
        monitors(notice).map(SlackMessage::section).ifPresent(blocks::add);
        blocks.add(Map.of("type", "section", "fields", fields(notice)));
        links(notice).map(SlackMessage::section).ifPresent(blocks::add);
        blocks.add(Map.of("type", "context", "elements", context(notification)));
        return blocks;
    }

    private static Optional<String> monitors(IncidentNotice notice) {
        List<String> lines = notice.affectedMonitors().stream()
                .map(monitor -> "• " + SlackText.escapedWithin(oneLine(monitor), MAX_MONITOR))
                .toList();
        return linesWithin("Affected:", lines, MAX_MONITORS_SECTION);
    }

    private static String oneLine(AffectedMonitor monitor) {
        return monitor.name()
                + (monitor.type() == null ? "" : " (" + monitor.type() + ")")
                + (monitor.location() == null ? "" : " " + monitor.location())
                + (monitor.id() == null ? "" : " [" + monitor.id() + "]");
    }

    private static Optional<String> links(IncidentNotice notice) {
        List<String> links = notice.links().stream()
                .filter(link -> !PlainText.clean(link.text()).isEmpty())
                .flatMap((Link link) -> SlackText.link(link, MAX_LINK_TEXT).stream())
                .toList();
        return linesWithin("", links, MAX_LINKS_SECTION);
    }

    /** As many whole lines as fit, and how many did not. */
    private static Optional<String> linesWithin(String title, List<String> lines, int max) {
        StringBuilder text = new StringBuilder(title);
        int shown = 0;
        for (String line : lines) {
            if (text.length() + line.length() + 40 > max) {
                break;
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
            shown++;
        }
        if (shown < lines.size()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append("... and ")
                    .append(lines.size() - shown)
                    .append(" more");
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private static List<Map<String, Object>> fields(IncidentNotice notice) {
        List<Map<String, Object>> fields = new ArrayList<>();
        fields.add(field("Severity", notice.severity().name().toLowerCase(Locale.ROOT)));
        fields.add(field("Provider", notice.provider()));
        fields.add(field("Incident", notice.incidentKey()));
        if (notice.occurredAt() != null) {
            fields.add(field("When", notice.occurredAt().toString()));
        }
        notice.details().entrySet().stream()
                .limit(MAX_FIELDS - fields.size())
                .forEach(detail -> fields.add(field(detail.getKey(), detail.getValue())));
        return fields;
    }

    private static Map<String, Object> field(String name, String value) {
        return mrkdwn("*" + SlackText.escapedWithin(name, MAX_FIELD_NAME) + "*\n"
                + SlackText.escapedWithin(value, MAX_FIELD));
    }

    /** The ids by which a person finds the event again. */
    private static List<Map<String, Object>> context(Notification notification) {
        return List.of(
                plainText("endpoint " + notification.endpoint(), MAX_CONTEXT),
                plainText("event " + notification.eventId(), MAX_CONTEXT),
                plainText("PagerDuty " + DedupKey.of(notification.endpoint(), notification.notice()), MAX_CONTEXT));
    }

    private static Map<String, Object> section(String mrkdwn) {
        return Map.of("type", "section", "text", mrkdwn(mrkdwn));
    }

    private static Map<String, Object> mrkdwn(String text) {
        return Map.of("type", "mrkdwn", "text", text, "verbatim", true);
    }

    private static Map<String, Object> plainText(String text, int max) {
        return Map.of("type", "plain_text", "text", SlackText.plainWithin(text, max), "emoji", false);
    }
}

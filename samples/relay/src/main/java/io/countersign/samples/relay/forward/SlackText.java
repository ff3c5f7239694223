package io.countersign.samples.relay.forward;

import io.countersign.event.IncidentNotice;
import java.util.Optional;

/**
 * Text from a sender inside Slack's markup, where {@code <...>} is a mention or a link and {@code &} begins an entity.
 * Stateless.
 *
 * <p>Source: Slack, "Formatting text for app surfaces": escape {@code &}, {@code <} and {@code >}, and nothing else.
 */
final class SlackText {
    private static final String ELLIPSIS = "…";

    private SlackText() {}

    /** For {@code mrkdwn} and the fallback text: clean and escaped, at most {@code max} characters as Slack counts them. */
    static String escapedWithin(String text, int max) {
        String clean = PlainText.clean(text);
        String whole = escape(clean);
        if (whole.length() <= max) {
            return whole;
        }
        StringBuilder cut = new StringBuilder(max);
        for (int i = 0; i < clean.length(); i = clean.offsetByCodePoints(i, 1)) {
            String next = escape(Character.toString(clean.codePointAt(i)));
            if (cut.length() + next.length() + ELLIPSIS.length() > max) {
                break;
            }
            cut.append(next);
        }
        return cut.append(ELLIPSIS).toString();
    }

    /** The ampersand goes first, or the entities of the other two would be escaped again. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * For {@code plain_text}, which knows no mentions and no links: clean, at most {@code max} characters. Angle brackets
     * become angle quotation marks, so that no reader of the message can take them for markup.
     */
    static String plainWithin(String text, int max) {
        String clean = PlainText.clean(text).replace('<', '‹').replace('>', '›');
        if (clean.length() <= max) {
            return clean;
        }
        int end = max - ELLIPSIS.length();
        boolean splitsCharacter = end > 0 && Character.isHighSurrogate(clean.charAt(end - 1));
        return clean.substring(0, splitsCharacter ? end - 1 : end) + ELLIPSIS;
    }

    /** A link in {@code mrkdwn}, where its address is a web address that holds nothing that ends one. */
    static Optional<String> link(IncidentNotice.Link link, int maxText) {
        return IncidentNotice.Link.ifWebAddress(link.text(), link.href())
                .map(safe -> "<" + escape(safe.href()) + "|" + escapedWithin(safe.text(), maxText) + ">");
    }
}

package io.countersign.samples.relay.forward;

/**
 * Text from a sender, made fit for one line on somebody's screen. Stateless.
 *
 * <p>A sender that proved who it is may still send text that another system chose: control characters forge lines, and
 * characters that turn the direction of writing make a text read as another.
 */
final class PlainText {
    private static final String ELLIPSIS = "…";
    private static final int REPLACEMENT = 0xFFFD;

    private PlainText() {}

    /** The text without control and direction characters, white space as single spaces, halves of characters replaced. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                    clean.append(' ');
                }
            } else if (Character.getType(c) == Character.SURROGATE) {
                clean.appendCodePoint(REPLACEMENT);
            } else if (!Character.isISOControl(c) && !turnsDirection(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString().stripTrailing();
    }

    /** Unicode's explicit direction characters: embeddings, overrides, isolates and marks. */
    private static boolean turnsDirection(int c) {
        return (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C;
    }

    /** The clean text, at most {@code max} code points of it, the last of them an ellipsis where something was cut off. */
    static String cleanWithin(String text, int max) {
        String clean = clean(text);
        if (clean.codePointCount(0, clean.length()) <= max) {
            return clean;
        }
        return clean.substring(0, clean.offsetByCodePoints(0, max - 1)) + ELLIPSIS;
    }
}

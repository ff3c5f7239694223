package io.countersign.cli;

/** Text of others, made harmless for a terminal. Stateless. */
final class Printable {
    private static final int MAX_CHARS = 120;

    private Printable() {}

    /** {@code text} on one line, with control characters as escapes, cut where it is very long. */
    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(MAX_CHARS).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > MAX_CHARS ? printable + "..." : printable.toString();
    }
}

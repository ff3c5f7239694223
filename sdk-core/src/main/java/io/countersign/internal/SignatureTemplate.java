package io.countersign.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a signature is written in its header, and the one parser of such headers. Immutable.
 *
 * <p>Two forms: a signature alone with an optional or required prefix, or pairs ({@code t=...,v1=...}) of which one holds
 * the time. Total: any text at all can be read.
 */
public final class SignatureTemplate {
    /** More signatures than any rotation needs; more than this is somebody trying something. */
    public static final int MAX_SIGNATURES = 16;

    private static final String CODE = "\\{(?<code>hex|base64)}";
    private static final Pattern SINGLE = Pattern.compile(
            "(?:\\[(?<optional>[\\x21-\\x7a|~&&[^\\[\\]]]+)]|(?<prefix>[\\x21-\\x7a|~&&[^\\[\\]]]+))?" + CODE);
    private static final Pattern PAIRS =
            Pattern.compile("(?<time>[A-Za-z0-9_]+=)\\{timestamp}(?<separator>[,;])(?<label>[A-Za-z0-9_]+=)" + CODE);

    private final String prefix;
    private final boolean prefixOptional;
    private final boolean hex;
    private final @Nullable String timeLabel;
    private final String pairSeparator;

    private SignatureTemplate(
            String prefix, boolean prefixOptional, boolean hex, @Nullable String timeLabel, String pairSeparator) {
        this.prefix = prefix;
        this.prefixOptional = prefixOptional;
        this.hex = hex;
        this.timeLabel = timeLabel;
        this.pairSeparator = pairSeparator;
    }

    /**
     * Takes {@code format} apart.
     *
     * @throws IllegalArgumentException where it is none of the forms
     */
    public static SignatureTemplate parse(String format) {
        Matcher pairs = PAIRS.matcher(format);
        if (pairs.matches()) {
            return new SignatureTemplate(
                    pairs.group("label"), false, isHex(pairs), pairs.group("time"), pairs.group("separator"));
        }
        Matcher single = SINGLE.matcher(format);
        if (single.matches()) {
            String optional = single.group("optional");
            String prefix = optional != null ? optional : single.group("prefix");
            return new SignatureTemplate(prefix == null ? "" : prefix, optional != null, isHex(single), null, "");
        }
        throw new IllegalArgumentException("\"" + format
                + "\" is not a signature format; use {hex} or {base64}, with a prefix as in sha256={hex}, an optional one"
                + " as in [sha256=]{hex}, or with the time as in t={timestamp},v1={hex}");
    }

    private static boolean isHex(Matcher matcher) {
        return "hex".equals(matcher.group("code"));
    }

    /** Whether the time stands in the signature header. */
    public boolean carriesTimestamp() {
        return timeLabel != null;
    }

    /** Whether {@code c} is part of the prefix. */
    public boolean prefixHolds(char c) {
        return prefix.indexOf(c) >= 0;
    }

    /**
     * Begins to read the lines of a signature header.
     *
     * @param separators the characters that separate signatures; empty where a line is one signature
     * @param signatureBytes the length of a whole signature; any other is malformed
     */
    public Reading reading(String separators, int signatureBytes) {
        return new Reading(timeLabel == null ? separators : pairSeparator, signatureBytes);
    }

    /** What the lines of a header hold, as far as they were read. Confined to one thread. */
    public final class Reading {
        private final String separators;
        private final Signatures signatures;
        private @Nullable String timestamp;
        private int timestamps;
        private int items;

        private Reading(String separators, int signatureBytes) {
            this.separators = separators;
            this.signatures = new Signatures(hex, signatureBytes);
        }

        /** Reads one line. */
        public void line(String line) {
            if (separators.isEmpty()) {
                item(line, 0, line.length());
                return;
            }
            int start = 0;
            for (int i = 0; i <= line.length() && items <= MAX_SIGNATURES; i++) {
                if (i == line.length() || separators.indexOf(line.charAt(i)) >= 0) {
                    item(line, start, i);
                    start = i + 1;
                }
            }
        }

        private void item(String line, int from, int to) {
            int start = Ascii.skipBlanks(line, from, to);
            int end = Ascii.dropBlanks(line, start, to);
            if (start == end) {
                return;
            }
            items++;
            if (timeLabel != null && startsWith(line, start, end, timeLabel)) {
                timestamps++;
                timestamp = line.substring(start + timeLabel.length(), end);
            } else if (startsWith(line, start, end, prefix)) {
                signatures.add(line, start + prefix.length(), end);
            } else if (prefixOptional) {
                signatures.add(line, start, end);
            }
        }

        private boolean startsWith(String line, int start, int end, String label) {
            return end - start >= label.length() && line.startsWith(label, start);
        }

        /** Those that have the length of one. */
        public Signatures signatures() {
            return signatures;
        }

        /** Whether there were more than {@link #MAX_SIGNATURES}. */
        public boolean hasTooMany() {
            return items > MAX_SIGNATURES;
        }

        /** How many times the header holds. */
        public int timestamps() {
            return timestamps;
        }

        /** The text of the last time that the header holds, or null. */
        public @Nullable String timestamp() {
            return timestamp;
        }
    }
}

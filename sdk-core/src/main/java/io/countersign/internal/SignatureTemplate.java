package io.countersign.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a signature is written in its header, and the one parser of such headers. Immutable.
 *
 * <p>Two forms: a signature alone with an optional or required prefix, or pairs ({@code t=...,v1=...}) of which one holds
 * the time. Total: any text at all gives a {@link Parsed}.
 */
public final class SignatureTemplate {
    /** More signatures than any rotation needs; more than this is somebody trying something. */
    public static final int MAX_SIGNATURES = 16;

    private static final Pattern SINGLE = Pattern.compile(
            "(?:\\[(?<optional>[\\x21-\\x7a|~&&[^\\[\\]]]+)]|(?<prefix>[\\x21-\\x7a|~&&[^\\[\\]]]+))?\\{(?<code>hex|base64)}");
    private static final Pattern PAIRS =
            Pattern.compile("(?<time>[A-Za-z0-9_]+)=\\{timestamp},(?<label>[A-Za-z0-9_]+)=\\{(?<code>hex|base64)}");

    private final String prefix;
    private final boolean prefixOptional;
    private final boolean hex;
    private final @Nullable String timeLabel;

    private SignatureTemplate(String prefix, boolean prefixOptional, boolean hex, @Nullable String timeLabel) {
        this.prefix = prefix;
        this.prefixOptional = prefixOptional;
        this.hex = hex;
        this.timeLabel = timeLabel;
    }

    /**
     * Takes {@code format} apart.
     *
     * @throws IllegalArgumentException where it is none of the forms
     */
    public static SignatureTemplate parse(String format) {
        Matcher pairs = PAIRS.matcher(format);
        if (pairs.matches()) {
            return new SignatureTemplate(pairs.group("label") + "=", false, isHex(pairs), pairs.group("time") + "=");
        }
        Matcher single = SINGLE.matcher(format);
        if (single.matches()) {
            String optional = single.group("optional");
            String prefix = optional != null ? optional : single.group("prefix");
            return new SignatureTemplate(prefix == null ? "" : prefix, optional != null, isHex(single), null);
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
     * What the lines of a signature header hold.
     *
     * @param lines the values of the header's lines
     * @param separators the characters that separate signatures; empty where a line is one signature
     * @param tagBytes the length of a whole signature; any other is malformed
     */
    public Parsed read(List<String> lines, String separators, int tagBytes) {
        Reading reading = new Reading(tagBytes);
        for (String line : lines) {
            reading.line(line, timeLabel == null ? separators : ",");
        }
        return reading.result();
    }

    /**
     * The signatures of a header.
     *
     * @param signatures those that are well formed, decoded
     * @param malformed how many were not
     * @param tooMany whether there were more than {@link #MAX_SIGNATURES}
     * @param timestamps the texts of the time that the header holds
     */
    public record Parsed(List<byte[]> signatures, int malformed, boolean tooMany, List<String> timestamps) {}

    private final class Reading {
        private final int tagBytes;
        private final List<byte[]> signatures = new ArrayList<>(2);
        private final List<String> timestamps = new ArrayList<>(1);
        private int malformed;
        private int items;

        Reading(int tagBytes) {
            this.tagBytes = tagBytes;
        }

        void line(String line, String separators) {
            int start = 0;
            for (int i = 0; i <= line.length() && items <= MAX_SIGNATURES; i++) {
                if (i == line.length() || separators.indexOf(line.charAt(i)) >= 0) {
                    item(Ascii.trim(line.substring(start, i)));
                    start = i + 1;
                }
            }
        }

        private void item(String item) {
            if (item.isEmpty()) {
                return;
            }
            items++;
            if (timeLabel != null && item.startsWith(timeLabel)) {
                timestamps.add(item.substring(timeLabel.length()));
            } else if (item.startsWith(prefix)) {
                signature(item.substring(prefix.length()));
            } else if (prefixOptional) {
                signature(item);
            }
        }

        private void signature(String text) {
            byte[] tag = hex ? Ascii.hex(text, tagBytes) : Ascii.base64(text, tagBytes);
            if (tag == null) {
                malformed++;
            } else {
                signatures.add(tag);
            }
        }

        Parsed result() {
            return new Parsed(List.copyOf(signatures), malformed, items > MAX_SIGNATURES, List.copyOf(timestamps));
        }
    }
}

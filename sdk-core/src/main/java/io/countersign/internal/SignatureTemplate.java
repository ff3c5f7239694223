package io.countersign.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a signature is written in its header; {@link Signatures} reads it. Immutable.
 *
 * <p>Two forms: a signature alone with an optional or required prefix, or pairs ({@code t=...,v1=...}) of which one holds
 * the time.
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
     * @param separators the characters that separate signatures, at most two; empty where a line is one signature
     * @param signatureBytes the length of a whole signature; any other is malformed
     */
    public Signatures reading(String separators, int signatureBytes) {
        return new Signatures(this, timeLabel == null ? separators : pairSeparator, signatureBytes);
    }

    boolean isHex() {
        return hex;
    }

    /** What stands before the time, where the header holds it. */
    @Nullable
    String timeLabel() {
        return timeLabel;
    }

    String prefix() {
        return prefix;
    }

    boolean isPrefixOptional() {
        return prefixOptional;
    }
}

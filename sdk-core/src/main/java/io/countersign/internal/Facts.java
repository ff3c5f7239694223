package io.countersign.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and values to show with a notice, in order; what the sender left out is left out. Confined to one thread. */
public final class Facts {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Adds a fact, unless {@code value} is {@code null}. */
    public Facts add(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
        return this;
    }

    /** What was added, in order. */
    public Map<String, String> toMap() {
        return facts;
    }

    /** {@code text} as one line: whatever breaks a line, and every other control character, becomes a space. */
    public static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }
}

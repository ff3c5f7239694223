package io.countersign.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and values to show with a notice, in order; what the sender left out is left out. Confined to one thread. */
public final class Facts {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    /** From here on nobody counts milliseconds. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Adds a fact, unless {@code value} is {@code null}. */
    public Facts add(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
        return this;
    }

    /** Adds a span of time as a person says it, unless it is {@code null}. */
    public Facts add(String name, @Nullable Duration span) {
        return add(name, span == null ? null : (Object) inWords(span));
    }

    /** {@code span} as a person says it. */
    public static String inWords(Duration span) {
        if (span.compareTo(LONG) < 0) {
            return span.toMillis() + " ms";
        }
        StringJoiner words = new StringJoiner(" ");
        if (span.toHours() > 0) {
            words.add(span.toHours() + " h");
        }
        return words.add(span.toMinutesPart() + " min")
                .add(span.toSecondsPart() + " s")
                .toString();
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

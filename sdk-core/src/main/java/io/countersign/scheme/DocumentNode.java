package io.countersign.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of a document: reads the values under its keys, and says of each mistake where it stands. Confined to one thread. */
final class DocumentNode {
    private final String path;
    private final Map<?, ?> values;

    DocumentNode(String path, Map<?, ?> values, List<String> knownKeys) {
        this.path = path;
        this.values = values;
        refuseUnknown(knownKeys);
    }

    private void refuseUnknown(List<String> knownKeys) {
        Set<String> unknown = new TreeSet<>();
        for (Object key : values.keySet()) {
            unknown.add(String.valueOf(key));
        }
        knownKeys.forEach(unknown::remove);
        for (String key : unknown) {
            throw error(key, "there is no such key; here are " + String.join(", ", knownKeys));
        }
    }

    SchemeDocumentException error(String key, String problem) {
        return new SchemeDocumentException(at(key), problem);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value itself, which may be null. */
    @Nullable
    Object raw(String key) {
        return values.get(key);
    }

    Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        if (values.get(key) instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw error(key, "is " + shown(values.get(key)) + ", but must be text; put it in quotes");
    }

    String required(String key, String mend) {
        return text(key).orElseThrow(() -> error(key, "is missing; " + mend));
    }

    int number(String key, int otherwise) {
        Object value = values.get(key);
        if (!has(key)) {
            return otherwise;
        }
        if (value instanceof Integer number) {
            return number;
        }
        if (value instanceof String digits && digits.matches("[0-9]{1,6}")) {
            return Integer.parseInt(digits);
        }
        throw error(key, "is " + shown(value) + ", but must be a whole number");
    }

    Optional<DocumentNode> child(String key, String... knownKeys) {
        if (!has(key)) {
            return Optional.empty();
        }
        List<String> known = List.of(knownKeys);
        if (values.get(key) instanceof Map<?, ?> map) {
            return Optional.of(new DocumentNode(at(key), map, known));
        }
        throw error(
                key,
                "is " + shown(values.get(key)) + ", but must hold "
                        + (known.size() == 1 ? "the key " : "some of the keys ") + String.join(", ", known));
    }

    /** One of a closed set of words, by the names that a document uses. */
    <T> T oneOf(String key, List<T> choices, Function<T, String> name, T otherwise) {
        Optional<String> word = text(key);
        if (word.isEmpty()) {
            return otherwise;
        }
        for (T choice : choices) {
            if (name.apply(choice).equals(word.get())) {
                return choice;
            }
        }
        throw error(
                key,
                "\"" + word.get() + "\" is none of "
                        + choices.stream().map(name).collect(Collectors.joining(", ")));
    }

    /** What {@code make} makes of the text; what it refuses is said of this key. */
    <T> T made(String key, String text, Function<String, T> make) {
        try {
            return make.apply(text);
        } catch (IllegalArgumentException refused) {
            String problem = String.valueOf(refused.getMessage());
            throw error(key, problem.contains(text) ? problem : "\"" + text + "\": " + problem);
        }
    }

    /** The name of an enum's constant in a document: {@code COMMA_OR_SPACE} is {@code comma-or-space}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String shown(@Nullable Object value) {
        if (value == null) {
            return "empty";
        }
        if (value instanceof Map) {
            return "a group of keys";
        }
        return value instanceof List ? "a list" : "\"" + value + "\"";
    }

    /** Those of {@code keys} that are there. */
    List<String> present(List<String> keys) {
        List<String> present = new ArrayList<>(keys);
        present.removeIf(key -> !has(key));
        return present;
    }
}

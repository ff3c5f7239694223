package io.countersign.event.json;

import io.countersign.event.PayloadException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of a payload, read field by field.
 *
 * <p>A method without a prefix wants the field; {@code optional...} takes a missing field and a JSON {@code null} for
 * "not sent", and still refuses a wrong type; {@code lenient...} takes a wrong type for "not sent" too, for payloads that
 * nobody documents. Every error names the path of the field and never holds a value.
 *
 * <p>Thread rule: safe for concurrent use, as nobody changes the tree.
 */
public final class JsonObject {
    private final JsonNode node;
    private final String path;

    JsonObject(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** Reads one object of a list. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads it. */
        T read(JsonObject json) throws PayloadException;
    }

    /** Whether the field is there and not {@code null}. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** A text that must be there; it may be empty. */
    public String text(String name) throws PayloadException {
        return JsonValues.text(require(name), at(name));
    }

    /** A text that names something, so that an empty one would name everything. */
    public String id(String name) throws PayloadException {
        String id = text(name);
        if (id.isEmpty()) {
            throw wrong(name, "must not be empty");
        }
        return id;
    }

    /** A text, or {@code null}. */
    public @Nullable String optionalText(String name) throws PayloadException {
        JsonNode value = find(name);
        return value == null ? null : JsonValues.text(value, at(name));
    }

    /** A whole number that fits an {@code int}, or {@code null}. */
    public @Nullable Integer optionalInt(String name) throws PayloadException {
        JsonNode value = find(name);
        return value == null ? null : (Integer) JsonValues.wholeNumber(value, at(name));
    }

    /** {@code true} or {@code false}, or {@code null}. */
    public @Nullable Boolean optionalBoolean(String name) throws PayloadException {
        JsonNode value = find(name);
        return value == null ? null : (Boolean) JsonValues.truth(value, at(name));
    }

    /** A number of {@code unit}s, or {@code null}. Probes measure fractions of a millisecond, so fractions are taken. */
    public @Nullable Duration optionalDuration(String name, Duration unit) throws PayloadException {
        JsonNode value = find(name);
        return value == null ? null : JsonValues.duration(value, unit, at(name));
    }

    /** A time that must be there. */
    public Instant time(String name) throws PayloadException {
        return JsonValues.time(require(name), at(name));
    }

    /** A time, or {@code null}. */
    public @Nullable Instant optionalTime(String name) throws PayloadException {
        JsonNode value = find(name);
        return value == null ? null : JsonValues.time(value, at(name));
    }

    /** An object that must be there. */
    public JsonObject object(String name) throws PayloadException {
        return JsonValues.object(require(name), at(name));
    }

    /** An object, or {@code null}. */
    public @Nullable JsonObject optionalObject(String name) throws PayloadException {
        JsonNode value = find(name);
        return value == null ? null : JsonValues.object(value, at(name));
    }

    /** The objects of a list; none where the list was not sent. */
    public <T> List<T> list(String name, Reader<T> reader) throws PayloadException {
        JsonNode list = find(name);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            throw wrong(name, "must be a list");
        }
        List<T> items = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            items.add(reader.read(JsonValues.object(list.get(i), at(name) + "[" + i + "]")));
        }
        return Collections.unmodifiableList(items);
    }

    /** As {@link #list}, and a single object counts as a list of one. */
    public <T> List<T> oneOrList(String name, Reader<T> reader) throws PayloadException {
        JsonNode value = find(name);
        return value != null && value.isObject()
                ? List.of(reader.read(JsonValues.object(value, at(name))))
                : list(name, reader);
    }

    /** An object of texts in its order; empty where it was not sent. The names in it are data, so no path shows them. */
    public Map<String, String> textMap(String name) throws PayloadException {
        JsonObject map = optionalObject(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (map != null) {
            for (Map.Entry<String, JsonNode> entry : map.node.properties()) {
                if (!entry.getValue().isString()) {
                    throw wrong(name, "must be an object that holds nothing but text");
                }
                texts.put(entry.getKey(), entry.getValue().stringValue());
            }
        }
        return Collections.unmodifiableMap(texts);
    }

    /** All fields of this object that are whole numbers and fit a {@code long}, by name, in their order. */
    public Map<String, Long> wholeNumbers() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getValue().isIntegralNumber() && entry.getValue().canConvertToLong()) {
                numbers.put(entry.getKey(), entry.getValue().longValue());
            }
        }
        return Collections.unmodifiableMap(numbers);
    }

    /** A text that is not empty or a whole number as text, or {@code null} for anything else. */
    public @Nullable String lenientText(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        String text = value.isString() ? value.stringValue() : value.isIntegralNumber() ? value.toString() : "";
        return text.isEmpty() ? null : text;
    }

    /** A time, or {@code null} for anything else. */
    public @Nullable Instant lenientTime(String name) {
        String text = lenientText(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** An object, or {@code null} for anything else. */
    public @Nullable JsonObject lenientObject(String name) {
        JsonNode value = find(name);
        return value == null || !value.isObject() ? null : new JsonObject(value, at(name));
    }

    /** This object as compact JSON text. */
    public String json() {
        return Json.text(node);
    }

    /** This object as bytes that do not depend on spacing, escapes or the order of its fields; for a digest. */
    public byte[] canonicalBytes() {
        return Json.canonicalBytes(node);
    }

    private @Nullable JsonNode find(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode require(String name) throws PayloadException {
        JsonNode value = node.get(name);
        if (value == null) {
            throw wrong(name, "is missing");
        }
        if (value.isNull()) {
            throw wrong(name, "must not be null");
        }
        return value;
    }

    private PayloadException wrong(String name, String what) {
        return new PayloadException(at(name) + " " + what);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

package io.countersign.internal.json;

import io.countersign.event.PayloadException;
import java.math.BigDecimal;
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
    private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

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
        return asText(require(name), name);
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
        return value == null ? null : asText(value, name);
    }

    /** A whole number that fits an {@code int}, or {@code null}. */
    public @Nullable Integer optionalInt(String name) throws PayloadException {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "must be a whole number");
        }
        return value.intValue();
    }

    /** {@code true} or {@code false}, or {@code null}. */
    public @Nullable Boolean optionalBoolean(String name) throws PayloadException {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "must be true or false");
        }
        return value.booleanValue();
    }

    /** A number of {@code unit}s, or {@code null}. Probes measure fractions of a millisecond, so fractions are taken. */
    public @Nullable Duration optionalDuration(String name, Duration unit) throws PayloadException {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw wrong(name, "must be a number");
        }
        BigDecimal nanos = value.decimalValue().multiply(BigDecimal.valueOf(unit.toNanos()));
        if (nanos.signum() < 0 || nanos.compareTo(MAX_NANOS) > 0) {
            throw wrong(name, "must be a number from 0 to what a duration can hold");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    /** A time that must be there. */
    public Instant time(String name) throws PayloadException {
        return asTime(asText(require(name), name), name);
    }

    /** A time, or {@code null}. */
    public @Nullable Instant optionalTime(String name) throws PayloadException {
        String text = optionalText(name);
        return text == null ? null : asTime(text, name);
    }

    /** An object that must be there. */
    public JsonObject object(String name) throws PayloadException {
        return asObject(require(name), at(name));
    }

    /** An object, or {@code null}. */
    public @Nullable JsonObject optionalObject(String name) throws PayloadException {
        JsonNode value = find(name);
        return value == null ? null : asObject(value, at(name));
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
            items.add(reader.read(asObject(list.get(i), at(name) + "[" + i + "]")));
        }
        return Collections.unmodifiableList(items);
    }

    /** As {@link #list}, and a single object counts as a list of one. */
    public <T> List<T> oneOrList(String name, Reader<T> reader) throws PayloadException {
        JsonNode value = find(name);
        return value != null && value.isObject() ? List.of(reader.read(asObject(value, at(name)))) : list(name, reader);
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

    private String asText(JsonNode value, String name) throws PayloadException {
        if (!value.isString()) {
            throw wrong(name, "must be text");
        }
        return value.stringValue();
    }

    private Instant asTime(String text, String name) throws PayloadException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong(name, "must be a time with its offset, such as 2026-11-21T10:00:00Z");
        }
    }

    private static JsonObject asObject(JsonNode value, String path) throws PayloadException {
        if (!value.isObject()) {
            throw new PayloadException(path + " must be an object");
        }
        return new JsonObject(value, path);
    }

    private PayloadException wrong(String name, String what) {
        return new PayloadException(at(name) + " " + what);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

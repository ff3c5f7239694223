package io.countersign.event.json;

import static java.util.Objects.requireNonNull;

import io.countersign.event.PayloadException;
import io.countersign.internal.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;

/**
 * Reads and writes JSON by one fixed set of rules, whatever mapper the application configured.
 *
 * <p>Nothing is bound by reflection: {@link JsonObject} reads field by field, so an error names its path, no scalar is ever
 * coerced into another, and no payload record has to be open to a library.
 *
 * <p>Thread rule: stateless, safe for concurrent use.
 */
public final class Json {
    private static final ObjectWriter CANONICAL = StrictJson.MAPPER
            .writer()
            .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private Json() {}

    /**
     * The JSON object that {@code body} is.
     *
     * @throws PayloadException where it is not one JSON object in plain UTF-8, a name occurs twice in an object of it, or it
     *     is nested deeper, or holds a longer number, name or string, than a payload has use for
     */
    public static JsonObject object(byte[] body) throws PayloadException {
        JsonNode root = tree(requireNonNull(body, "body"));
        if (!root.isObject()) {
            throw new PayloadException("the body must be a JSON object");
        }
        return new JsonObject(root, "");
    }

    /**
     * The objects of the JSON array that {@code body} is.
     *
     * @throws PayloadException as {@link #object}, where it is not one JSON array of objects
     */
    public static List<JsonObject> list(byte[] body) throws PayloadException {
        JsonNode root = tree(requireNonNull(body, "body"));
        if (!root.isArray()) {
            throw new PayloadException("the body must be a JSON array");
        }
        List<JsonObject> items = new ArrayList<>(root.size());
        for (int i = 0; i < root.size(); i++) {
            items.add(JsonValues.object(root.get(i), "[" + i + "]"));
        }
        return items;
    }

    private static JsonNode tree(byte[] body) throws PayloadException {
        try {
            return StrictJson.tree(body);
        } catch (StrictJson.NotJson e) {
            throw new PayloadException(e.sentence());
        }
    }

    /** {@code node} as compact JSON, its fields in the order in which they came. */
    static String text(JsonNode node) {
        return StrictJson.MAPPER.writeValueAsString(node);
    }

    /** {@code node} as compact ASCII JSON with its fields sorted: the same for two that differ in order or spacing only. */
    static byte[] canonicalBytes(JsonNode node) {
        return CANONICAL.writeValueAsBytes(node);
    }
}

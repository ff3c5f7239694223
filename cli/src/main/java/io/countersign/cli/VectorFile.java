package io.countersign.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SchemeDocument;
import io.countersign.scheme.SchemeDocumentException;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a file of vectors, as {@code docs/cli.md} describes it. Fields that it does not know are left alone. Stateless. */
final class VectorFile {
    private VectorFile() {}

    /** The vectors of {@code file}. */
    static List<Vector> read(Path file, InputStream stdin) {
        JsonNode root = json(file, stdin);
        if (!root.isArray()) {
            throw new Problem(Input.named(file) + ": the file must be a JSON array of vectors");
        }
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode each : root) {
            vectors.add(new Reader(Input.named(file) + ": vector " + (vectors.size() + 1), each).vector());
        }
        return vectors;
    }

    private static JsonNode json(Path file, InputStream stdin) {
        try {
            return Json.read(Input.text("vectors", file, stdin));
        } catch (JacksonException e) {
            throw new Problem(Input.named(file) + ": not JSON in which each name occurs once" + Json.place(e)
                    + "; correct it there");
        }
    }

    /** Reads one vector. What is wrong is named by its key; values are not quoted, as they may be secrets. */
    private static final class Reader {
        private final String where;
        private final JsonNode vector;

        Reader(String where, JsonNode vector) {
            this.where = vector.path("name").isString()
                    ? where + " (\"" + Printable.of(vector.path("name").asString()) + "\")"
                    : where;
            this.vector = vector;
        }

        Vector vector() {
            if (!vector.isObject()) {
                throw wrong("", "must be a JSON object");
            }
            JsonNode at = vector.path("at");
            boolean freshnessMatters = !at.isMissingNode() && !at.isNull();
            Delivery.Builder delivery = Delivery.of(optionalText("method", "POST"), optionalText("url", "/"))
                    .body(body())
                    .receivedAt(freshnessMatters ? instant(at) : Instant.EPOCH);
            headers(delivery);
            return new Vector(text("name"), scheme(), secrets(), delivery.build(), freshnessMatters, expectedValid());
        }

        private Scheme scheme() {
            JsonNode scheme = vector.path("scheme");
            if (scheme.isString()) {
                String name = scheme.asString();
                return Schemes.byName(name).orElseThrow(() -> wrong("scheme", SchemeFile.unknown(name, "no preset")));
            }
            if (!scheme.isObject()) {
                throw wrong("scheme", "must be the name of a preset, or a document");
            }
            try {
                return SchemeDocument.read(map(scheme));
            } catch (SchemeDocumentException e) {
                throw wrong(e.key().isEmpty() ? "scheme" : "scheme." + e.key(), Printable.of(e.problem()));
            }
        }

        private static Map<String, Object> map(JsonNode object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.properties().forEach(property -> map.put(property.getKey(), value(property.getValue())));
            return map;
        }

        private static Object value(JsonNode node) {
            if (node.isObject()) {
                return map(node);
            }
            if (node.isBoolean()) {
                return node.booleanValue();
            }
            return node.isNumber() ? node.numberValue() : node.asString();
        }

        private List<SigningSecret> secrets() {
            JsonNode list = vector.path("secrets");
            if (!list.isArray()) {
                throw wrong("secrets", "must be a list of texts");
            }
            List<SigningSecret> secrets = new ArrayList<>();
            for (JsonNode each : list) {
                if (!each.isString()) {
                    throw wrong("secrets", "must be a list of texts");
                }
                byte[] value = utf8("secrets", each.asString());
                if (value.length > 0) {
                    // An empty one can be nobody's key.
                    secrets.add(SigningSecret.of("secrets-" + (secrets.size() + 1), value));
                }
            }
            return secrets;
        }

        private void headers(Delivery.Builder delivery) {
            JsonNode headers = vector.path("headers");
            if (!headers.isObject()) {
                throw wrong("headers", "must be an object of names and values");
            }
            headers.properties().forEach(header -> {
                JsonNode value = header.getValue();
                String key = "headers." + Printable.of(header.getKey());
                for (JsonNode line : value.isArray() ? value : List.of(value)) {
                    if (!line.isString()) {
                        throw wrong(key, "must be a text, or a list of texts for several lines");
                    }
                    delivery.header(header.getKey(), line.asString());
                }
            });
        }

        private byte[] body() {
            boolean plain = vector.has("body");
            if (plain == vector.has("body_b64")) {
                throw wrong("body", "or body_b64 must be there, one of the two");
            }
            if (plain) {
                return utf8("body", text("body"));
            }
            try {
                return Base64.getDecoder().decode(text("body_b64"));
            } catch (IllegalArgumentException e) {
                throw wrong("body_b64", "is not base64; write the bytes of the body in base64");
            }
        }

        /** JSON can spell half a character, which has no UTF-8. */
        private byte[] utf8(String key, String text) {
            try {
                ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
                byte[] exact = new byte[bytes.remaining()];
                bytes.get(exact);
                return exact;
            } catch (CharacterCodingException e) {
                throw wrong(key, "holds half a surrogate pair, which is no text; for a body use body_b64");
            }
        }

        private Instant instant(JsonNode at) {
            if (!at.isNumber()) {
                throw wrong("at", "must be a number of seconds since 1970, or null");
            }
            return Moment.ofSeconds(at.decimalValue())
                    .orElseThrow(() -> wrong("at", "is no time; give the seconds since 1970"));
        }

        private boolean expectedValid() {
            return switch (text("expect")) {
                case "valid" -> true;
                case "invalid" -> false;
                default -> throw wrong("expect", "must be valid or invalid");
            };
        }

        private String optionalText(String key, String otherwise) {
            return vector.path(key).isMissingNode() || vector.path(key).isNull() ? otherwise : text(key);
        }

        private String text(String key) {
            JsonNode text = vector.path(key);
            if (text.isMissingNode() || text.isNull()) {
                throw wrong(key, "is missing; add it");
            }
            if (!text.isString()) {
                throw wrong(key, "must be a text");
            }
            return text.asString();
        }

        private Problem wrong(String key, String problem) {
            return new Problem(where + ": " + (key.isEmpty() ? "" : key + " ") + problem);
        }
    }
}

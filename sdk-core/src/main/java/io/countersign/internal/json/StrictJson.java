package io.countersign.internal.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Verified bytes as a tree, by one fixed set of rules, whatever mapper the application configured. Stateless. */
public final class StrictJson {
    private static final int MAX_NESTING = 100;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_STRING_LENGTH = 1024 * 1024;
    private static final int MAX_NAME_LENGTH = 1024;

    /** Every setting that matters here is spelled out, because the defaults differ between the library's versions. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    .enable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Decimals stay exact: as doubles, 1e400 would become Infinity, and two numbers could become one.
            .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonNodeFeature.READ_NULL_PROPERTIES, JsonNodeFeature.WRITE_NULL_PROPERTIES)
            .disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private StrictJson() {}

    /** The bytes are not JSON as it is read here; the message is one sentence without any value of the body. */
    public static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        NotJson(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        /** What is wrong, and where. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * The one JSON value that {@code body} is.
     *
     * @throws NotJson where it is not one value in plain UTF-8, a name occurs twice in an object of it, or it is nested
     *     deeper, or holds a longer number, name or string, than a payload has use for
     */
    public static JsonNode tree(byte[] body) throws NotJson {
        return tree(utf8(body));
    }

    /** Strict, because the library's own decoder also takes UTF-16, UTF-32 and overlong forms: two readers, two meanings. */
    private static String utf8(byte[] body) throws NotJson {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (text.startsWith("\uFEFF")) {
                throw new NotJson("the body begins with a byte order mark; it must be JSON in plain UTF-8");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new NotJson("the body must be UTF-8");
        }
    }

    /** The library's own messages quote the body, so none of them is passed on. */
    private static JsonNode tree(String text) throws NotJson {
        try {
            return MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            throw new NotJson("the body is nested deeper than " + MAX_NESTING
                    + " levels, or holds a number of more than " + MAX_NUMBER_LENGTH + " digits, a name of more than "
                    + MAX_NAME_LENGTH + " or a text of more than " + MAX_STRING_LENGTH + " characters");
        } catch (NumberFormatException e) {
            // The library lets this one through for an exponent that no int can hold.
            throw new NotJson("the body holds a number whose exponent is out of range");
        } catch (JacksonException e) {
            throw new NotJson("the body must be one JSON object or array in which no name occurs twice; line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " breaks that");
        }
    }
}

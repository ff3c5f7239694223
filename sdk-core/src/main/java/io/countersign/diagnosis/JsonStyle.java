package io.countersign.diagnosis;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** A way to print JSON: its spaces and its escapes. Order of fields and spelling of numbers stay. Immutable. */
final class JsonStyle {
    private enum Spaces {
        COMPACT("without spaces"),
        AFTER("with a space after each colon and comma"),
        INDENT_2("indented by 2 spaces"),
        INDENT_4("indented by 4 spaces"),
        INDENT_TAB("indented by tabs"),
        JACKSON("as Jackson indents it");

        private final String words;

        Spaces(String words) {
            this.words = words;
        }

        @Nullable
        PrettyPrinter printer() {
            return switch (this) {
                case COMPACT -> null;
                case AFTER ->
                    new DefaultPrettyPrinter(separators(Spacing.AFTER))
                            .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                            .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter());
                case INDENT_2 -> indented("  ");
                case INDENT_4 -> indented("    ");
                case INDENT_TAB -> indented("\t");
                case JACKSON -> new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
            };
        }

        private static PrettyPrinter indented(String by) {
            DefaultIndenter indenter = new DefaultIndenter(by, "\n");
            return new DefaultPrettyPrinter(separators(Spacing.NONE))
                    .withObjectIndenter(indenter)
                    .withArrayIndenter(indenter);
        }

        private static Separators separators(Spacing afterComma) {
            return Separators.createDefaultInstance()
                    .withRootSeparator("")
                    .withObjectNameValueSpacing(Spacing.AFTER)
                    .withObjectEntrySpacing(afterComma)
                    .withArrayElementSpacing(afterComma)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator("");
        }
    }

    private enum Escapes {
        LEAST(""),
        NON_ASCII(" and with everything outside ASCII as \\u escapes"),
        SLASHES(" and with escaped slashes"),
        NON_ASCII_AND_SLASHES(" and with escaped slashes and everything outside ASCII as \\u escapes"),
        HTML(" and with <, > and & as \\u escapes");

        private final String words;

        Escapes(String words) {
            this.words = words;
        }

        JsonFactory factory() {
            boolean slashes = this == SLASHES || this == NON_ASCII_AND_SLASHES;
            boolean ascii = this == NON_ASCII || this == NON_ASCII_AND_SLASHES;
            return JsonFactory.builder()
                    .configure(JsonWriteFeature.ESCAPE_FORWARD_SLASHES, slashes)
                    .configure(JsonWriteFeature.ESCAPE_NON_ASCII, ascii)
                    .configure(JsonWriteFeature.WRITE_HEX_UPPER_CASE, false)
                    .characterEscapes(this == HTML ? new HtmlEscapes() : null)
                    .build();
        }
    }

    /** As Go and Gson do it, so that the JSON can stand in a page. */
    private static final class HtmlEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            for (char c : new char[] {'<', '>', '&'}) {
                codes[c] = ESCAPE_CUSTOM;
            }
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            // Asked for every character outside ASCII, too; those stay as they are.
            return c < 0x80 ? new SerializedString(String.format("\\u%04x", c)) : null;
        }
    }

    private final Spaces spaces;
    private final Escapes escapes;

    private JsonStyle(Spaces spaces, Escapes escapes) {
        this.spaces = spaces;
        this.escapes = escapes;
    }

    /** All styles, the commonest first. */
    static Stream<JsonStyle> all() {
        return Arrays.stream(Escapes.values())
                .flatMap(escapes -> Arrays.stream(Spaces.values()).map(spaces -> new JsonStyle(spaces, escapes)));
    }

    /** {@code json} in this style; empty where it is not JSON. */
    Optional<byte[]> print(byte[] json) {
        JsonFactory factory = escapes.factory();
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json);
                JsonGenerator generator = factory.createGenerator(context(), out)) {
            while (parser.nextToken() != null) {
                copy(parser, generator);
            }
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        return Optional.of(out.toByteArray());
    }

    private ObjectWriteContext context() {
        PrettyPrinter printer = spaces.printer();
        return printer == null
                ? ObjectWriteContext.empty()
                : new ObjectWriteContext.Base() {
                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return printer;
                    }
                };
    }

    private static void copy(JsonParser parser, JsonGenerator generator) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            // The text of the number: 1.0, 1.00 and 1e0 are one value and three spellings.
            generator.writeNumber(parser.getString());
        } else {
            generator.copyCurrentEvent(parser);
        }
    }

    /** How it looks, to stand after "the same JSON". */
    @Override
    public String toString() {
        return spaces.words + escapes.words;
    }
}

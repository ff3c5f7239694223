package io.countersign.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bytes that a scheme signs, such as <code>{timestamp}.{body}</code>, taken apart once. Immutable. */
public final class ContentTemplate {

    /** What can be signed. */
    public enum Part {
        BODY,
        TIMESTAMP,
        ID,
        METHOD,
        URL
    }

    /** Where the bytes of a part come from. */
    @FunctionalInterface
    public interface Source {
        /** The bytes of {@code part}, which the caller only reads. */
        byte[] bytesOf(Part part);
    }

    /** One piece: a part of the delivery, or the literal text between two of them. */
    record Piece(@Nullable Part part, String literal) {}

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final @Nullable Part[] parts;
    private final byte[][] literals;
    private final Set<Part> used;
    private final FieldBoundaries boundaries;

    private ContentTemplate(List<Piece> pieces, Set<Part> used) {
        this.parts = pieces.stream().map(Piece::part).toArray(Part[]::new);
        this.literals =
                pieces.stream().map(piece -> piece.literal().getBytes(US_ASCII)).toArray(byte[][]::new);
        this.used = used;
        this.boundaries = FieldBoundaries.of(pieces);
    }

    /**
     * Takes {@code template} apart.
     *
     * @throws IllegalArgumentException for an unknown placeholder, a part that occurs twice, text that is not ASCII, or parts
     *     that run together so that nobody could tell where one ends
     */
    public static ContentTemplate parse(String template) {
        List<Piece> pieces = new ArrayList<>();
        Set<Part> used = EnumSet.noneOf(Part.class);
        Matcher placeholder = PLACEHOLDER.matcher(template);
        int end = 0;
        while (placeholder.find()) {
            addLiteral(pieces, template.substring(end, placeholder.start()), template);
            Part part = part(placeholder.group(1), template);
            if (!used.add(part)) {
                throw new IllegalArgumentException("\"" + template + "\" signs " + placeholder.group() + " twice");
            }
            pieces.add(new Piece(part, ""));
            end = placeholder.end();
        }
        addLiteral(pieces, template.substring(end), template);
        if (used.isEmpty()) {
            throw new IllegalArgumentException("\"" + template + "\" signs nothing of the delivery; use {body}");
        }
        return new ContentTemplate(pieces, used);
    }

    private static Part part(String name, String template) {
        for (Part part : Part.values()) {
            if (part.name().toLowerCase(Locale.ROOT).equals(name)) {
                return part;
            }
        }
        throw new IllegalArgumentException("\"" + template + "\" holds {" + name
                + "}; what can be signed is {body}, {timestamp}, {id}, {method} and {url}");
    }

    private static void addLiteral(List<Piece> pieces, String text, String template) {
        if (text.indexOf('{') >= 0
                || text.indexOf('}') >= 0
                || !US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("\"" + template + "\" holds a stray brace or a character outside ASCII");
        }
        if (!text.isEmpty()) {
            pieces.add(new Piece(null, text));
        }
    }

    /** Whether {@code part} is signed. */
    public boolean uses(Part part) {
        return used.contains(part);
    }

    /** How the fields are kept apart. */
    public FieldBoundaries boundaries() {
        return boundaries;
    }

    /** The signed bytes, piece by piece. */
    public byte[][] bytes(Source source) {
        byte[][] bytes = new byte[parts.length][];
        for (int i = 0; i < bytes.length; i++) {
            Part part = parts[i];
            bytes[i] = part == null ? literals[i] : source.bytesOf(part);
        }
        return bytes;
    }
}

package io.countersign.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** One piece: a part of the delivery, or literal bytes. */
    public sealed interface Piece {
        /** A part of the delivery. */
        record OfDelivery(Part part) implements Piece {}

        /** Literal text. */
        record Literal(String text) implements Piece {}
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final List<Piece> pieces;
    private final Set<Part> used;

    private ContentTemplate(List<Piece> pieces, Set<Part> used) {
        this.pieces = List.copyOf(pieces);
        this.used = used;
    }

    /**
     * Takes {@code template} apart.
     *
     * @throws IllegalArgumentException for an unknown placeholder, a part that occurs twice, or text that is not ASCII
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
            pieces.add(new Piece.OfDelivery(part));
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
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("\"" + template + "\" holds a stray brace or a character outside ASCII");
        }
        if (!text.isEmpty()) {
            pieces.add(new Piece.Literal(text));
        }
    }

    /** The pieces in order. */
    public List<Piece> pieces() {
        return pieces;
    }

    /** Whether {@code part} is signed. */
    public boolean uses(Part part) {
        return used.contains(part);
    }

    /**
     * Whether {@code value}, standing for a part of the template, could be read as reaching into the next part: it holds a
     * character of the literal text between the parts. A delivery whose id does is refused, so that nothing can be moved
     * from one signed field to another under one signature.
     */
    public boolean couldShiftBoundary(String value) {
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Literal literal && literal.text().chars().anyMatch(c -> value.indexOf(c) >= 0)) {
                return true;
            }
        }
        return false;
    }
}

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

    /** What the parts of one delivery hold, the body aside: text which was checked to be ASCII, empty where there is none. */
    public record Texts(String timestamp, String id, String method, String url) {
        private String of(Part part) {
            return switch (part) {
                case TIMESTAMP -> timestamp;
                case ID -> id;
                case METHOD -> method;
                case URL -> url;
                case BODY -> throw new IllegalStateException("the body is no text");
            };
        }
    }

    /** One piece: a part of the delivery, or the literal text between two of them. */
    record Piece(@Nullable Part part, String literal) {
        private String text(Texts texts) {
            return part == null ? literal : texts.of(part);
        }
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final Piece[] pieces;
    private final int bodyAt;
    private final Set<Part> used;
    private final FieldBoundaries boundaries;

    private ContentTemplate(List<Piece> pieces, Set<Part> used) {
        this.pieces = pieces.toArray(Piece[]::new);
        this.bodyAt = indexOfBody(pieces);
        this.used = used;
        this.boundaries = FieldBoundaries.of(pieces);
    }

    private static int indexOfBody(List<Piece> pieces) {
        int index = 0;
        while (index < pieces.size() && pieces.get(index).part() != Part.BODY) {
            index++;
        }
        return index;
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

    /** The signed bytes in at most three pieces: the text before the body, the body, and the text after it. */
    public byte[][] bytes(byte[] body, Texts texts) {
        if (bodyAt == 0 && pieces.length == 1) {
            return new byte[][] {body};
        }
        byte[] before = joined(0, bodyAt, texts);
        if (bodyAt == pieces.length) {
            return new byte[][] {before};
        }
        return bodyAt + 1 == pieces.length
                ? new byte[][] {before, body}
                : new byte[][] {before, body, joined(bodyAt + 1, pieces.length, texts)};
    }

    /** One array for all of it: each piece that a digest is handed costs more than to copy it. */
    private byte[] joined(int from, int to, Texts texts) {
        int length = 0;
        for (int i = from; i < to; i++) {
            length += pieces[i].text(texts).length();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (int i = from; i < to; i++) {
            String text = pieces[i].text(texts);
            copyAscii(text, bytes, at);
            at += text.length();
        }
        return bytes;
    }

    /** Deprecated because it drops the high byte of each char, of which ASCII has none; it is a mere copy, and allocates nothing. */
    @SuppressWarnings("deprecation")
    private static void copyAscii(String text, byte[] into, int at) {
        text.getBytes(0, text.length(), into, at);
    }
}

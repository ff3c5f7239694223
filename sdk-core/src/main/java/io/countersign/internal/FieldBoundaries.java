package io.countersign.internal;

import io.countersign.internal.ContentTemplate.Part;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps signed fields apart. A signature covers the fields one after the other, so bytes could be moved from one field into
 * its neighbour under the same signature; here is what each field may hold so that only one reading is left.
 *
 * <ul>
 *   <li>A time is digits, and freshness leaves one count of digits: it needs no separator.
 *   <li>A method is one of those of HTTP, none of which begins or ends with another.
 *   <li>An id holds no character of the text between the fields. Where it touches the body, it is letters, digits, dash and
 *       underscore, and the body begins (or ends) with something else.
 *   <li>A URL is what RFC 3986 allows. Where it touches the body, or is separated by characters that it may itself hold, the
 *       body begins (or ends) with a character that no URL holds, as JSON does.
 * </ul>
 *
 * <p>Immutable.
 */
public final class FieldBoundaries {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final BitSet WORD = bits("-_");
    private static final BitSet URL = bits("-._~:/?#@!$&'()*+,;=%");

    private final BitSet literals = new BitSet();
    private final boolean[] idAlphabet = new boolean[128];
    private boolean methodUsed;
    private boolean urlUsed;
    private boolean idTouchesBody;
    private @Nullable BitSet notAtBodyStart;
    private @Nullable BitSet notAtBodyEnd;

    private FieldBoundaries() {}

    static FieldBoundaries of(List<ContentTemplate.Piece> pieces) {
        FieldBoundaries boundaries = new FieldBoundaries();
        Part left = null;
        String between = "";
        for (ContentTemplate.Piece piece : pieces) {
            Part part = piece.part();
            if (part == null) {
                between = piece.literal();
                between.chars().forEach(boundaries.literals::set);
                continue;
            }
            boundaries.methodUsed |= part == Part.METHOD;
            boundaries.urlUsed |= part == Part.URL;
            if (left != null) {
                boundaries.between(left, between, part);
            }
            left = part;
            between = "";
        }
        boundaries.chooseIdAlphabet();
        return boundaries;
    }

    private void between(Part left, String literal, Part right) {
        if (isSelfDelimiting(left) || isSelfDelimiting(right)) {
            return;
        }
        boolean bodyRight = right == Part.BODY;
        if (left != Part.BODY && !bodyRight) {
            if (literal.isEmpty()) {
                throw new IllegalArgumentException(
                        "{id} and {url} run together in what is signed; nobody could tell where one ends");
            }
            return;
        }
        Part neighbour = bodyRight ? left : right;
        BitSet alphabet = neighbour == Part.URL ? URL : WORD;
        boolean separated =
                neighbour == Part.ID ? !literal.isEmpty() : literal.chars().anyMatch(c -> !URL.get(c));
        if (separated) {
            return;
        }
        idTouchesBody |= neighbour == Part.ID;
        if (bodyRight) {
            notAtBodyStart = alphabet;
        } else {
            notAtBodyEnd = alphabet;
        }
    }

    private void chooseIdAlphabet() {
        for (int c = 0x21; c < 0x7f; c++) {
            idAlphabet[c] = !literals.get(c) && (!idTouchesBody || WORD.get(c));
        }
    }

    private static boolean isSelfDelimiting(Part part) {
        return part == Part.TIMESTAMP || part == Part.METHOD;
    }

    private static BitSet bits(String others) {
        BitSet bits = new BitSet(128);
        bits.set('A', 'Z' + 1);
        bits.set('a', 'z' + 1);
        bits.set('0', '9' + 1);
        others.chars().forEach(bits::set);
        return bits;
    }

    /** Whether an id that is signed stays in its field: visible characters that none of its neighbours can hold. */
    public boolean holdId(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c >= idAlphabet.length || !idAlphabet[c]) {
                return false;
            }
        }
        return true;
    }

    /** Whether method, URL and body stay in their fields. */
    public boolean hold(String method, String url, byte[] body) {
        return (!methodUsed || METHODS.contains(method))
                && (!urlUsed || isUrl(url))
                && (body.length == 0
                        || (isOutside(notAtBodyStart, body[0]) && isOutside(notAtBodyEnd, body[body.length - 1])));
    }

    private static boolean isOutside(@Nullable BitSet alphabet, byte edge) {
        return alphabet == null || !alphabet.get(edge & 0xff);
    }

    private static boolean isUrl(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (!URL.get(url.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}

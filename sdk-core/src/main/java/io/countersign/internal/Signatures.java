package io.countersign.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signatures that a header presents: places in its lines, each of the length of a whole signature, and otherwise unproved.
 *
 * <p>They stay text. An HMAC is held against the digits as they stand, which spares a copy of each and takes one spelling of
 * every tag only. Confined to one thread.
 */
public final class Signatures {
    private record Place(String line, int start) {}

    private final boolean hex;
    private final int bytes;
    /** Nearly every delivery has one signature, and it needs no list. */
    private @Nullable String line;

    private int start;
    private @Nullable List<Place> more;

    Signatures(boolean hex, int bytes) {
        this.hex = hex;
        this.bytes = bytes;
    }

    /** Adds what stands there, unless it is too short or too long to be a signature. */
    void add(String line, int start, int end) {
        if (end - start != (hex ? 2 * bytes : Ascii.base64Length(bytes))) {
            return;
        }
        if (this.line == null) {
            this.line = line;
            this.start = start;
            return;
        }
        if (more == null) {
            more = new ArrayList<>(SignatureTemplate.MAX_SIGNATURES);
        }
        more.add(new Place(line, start));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return line == null;
    }

    /** Whether one of them spells {@code expected}; looks at all of them, whatever it finds. */
    boolean anySpells(byte[] expected) {
        if (line == null) {
            return false;
        }
        boolean matches = spells(line, start, expected);
        if (more != null) {
            for (Place place : more) {
                matches |= spells(place.line(), place.start(), expected);
            }
        }
        return matches;
    }

    private boolean spells(String text, int from, byte[] expected) {
        return hex ? Ascii.spellsHex(text, from, expected) : Ascii.spellsBase64(text, from, expected);
    }

    /** Those that are well spelt, decoded. */
    public List<byte[]> decoded() {
        List<byte[]> decoded = new ArrayList<>();
        if (line != null) {
            addDecoded(line, start, decoded);
        }
        if (more != null) {
            more.forEach(place -> addDecoded(place.line(), place.start(), decoded));
        }
        return decoded;
    }

    private void addDecoded(String text, int from, List<byte[]> decoded) {
        byte[] signature = hex
                ? Ascii.hex(text.substring(from, from + 2 * bytes), bytes)
                : Ascii.base64(text.substring(from, from + Ascii.base64Length(bytes)), bytes);
        if (signature != null) {
            decoded.add(signature);
        }
    }
}

package io.countersign.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signatures that the lines of a header present, and the one parser of such headers. Each is of the length of a whole
 * signature, and otherwise unproved. Total: any text at all can be read.
 *
 * <p>They stay text. An HMAC is held against the digits as they stand, which spares a copy of each and takes one spelling of
 * every tag only. Confined to one thread.
 */
public final class Signatures {
    private record Place(String line, int start) {}

    private final SignatureTemplate template;
    private final String separators;
    private final int bytes;
    /** Nearly every delivery has one signature, and it needs no list. */
    private @Nullable String line;

    private int start;
    private @Nullable List<Place> more;
    private @Nullable String timestamp;
    private int timestamps;
    private int items;
    private boolean skippedAny;

    Signatures(SignatureTemplate template, String separators, int bytes) {
        this.template = template;
        this.separators = separators;
        this.bytes = bytes;
    }

    /** Reads one line of the header. */
    public void readLine(String text) {
        int from = 0;
        while (from <= text.length() && !hasTooMany()) {
            int to = endOfItem(text, from);
            readItem(text, from, to);
            from = to + 1;
        }
    }

    private int endOfItem(String text, int from) {
        int end = text.length();
        for (int i = 0; i < separators.length(); i++) {
            int separator = text.indexOf(separators.charAt(i), from);
            end = separator >= 0 && separator < end ? separator : end;
        }
        return end;
    }

    private void readItem(String text, int from, int to) {
        int first = Ascii.skipBlanks(text, from, to);
        int end = Ascii.dropBlanks(text, first, to);
        if (first == end) {
            return;
        }
        items++;
        String timeLabel = template.timeLabel();
        if (timeLabel != null && startsWith(text, first, end, timeLabel)) {
            timestamps++;
            timestamp = text.substring(first + timeLabel.length(), end);
        } else if (startsWith(text, first, end, template.prefix())) {
            add(text, first + template.prefix().length(), end);
        } else if (template.isPrefixOptional()) {
            add(text, first, end);
        } else {
            skippedAny = true;
        }
    }

    private static boolean startsWith(String text, int first, int end, String label) {
        return end - first >= label.length() && text.startsWith(label, first);
    }

    private void add(String text, int first, int end) {
        if (end - first != digits()) {
            return;
        }
        if (line == null) {
            line = text;
            start = first;
            return;
        }
        if (more == null) {
            more = new ArrayList<>(SignatureTemplate.MAX_SIGNATURES);
        }
        more.add(new Place(text, first));
    }

    private int digits() {
        return template.isHex() ? 2 * bytes : Ascii.base64Length(bytes);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return line == null;
    }

    /** Whether there were more than {@link SignatureTemplate#MAX_SIGNATURES}. */
    public boolean hasTooMany() {
        return items > SignatureTemplate.MAX_SIGNATURES;
    }

    /** Whether something stood there under a label that the format does not name. */
    public boolean skippedAny() {
        return skippedAny;
    }

    /** How many times the header holds. */
    public int timestamps() {
        return timestamps;
    }

    /** The text of the last time that the header holds, or null. */
    public @Nullable String timestamp() {
        return timestamp;
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
        return template.isHex() ? Ascii.spellsHex(text, from, expected) : Ascii.spellsBase64(text, from, expected);
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
        String digits = text.substring(from, from + digits());
        byte[] signature = template.isHex() ? Ascii.hex(digits, bytes) : Ascii.base64(digits, bytes);
        if (signature != null) {
            decoded.add(signature);
        }
    }
}

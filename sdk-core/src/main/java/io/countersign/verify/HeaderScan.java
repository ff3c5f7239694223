package io.countersign.verify;

import io.countersign.internal.Ascii;
import io.countersign.scheme.HeaderNames;
import org.jspecify.annotations.Nullable;

/** Where the headers of a scheme stand in a delivery, found in one pass over its lines. Confined to one thread. */
final class HeaderScan {
    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private final Delivery delivery;
    private int signature = NONE;
    private int signatures;
    private int timestamp = NONE;
    private int id = NONE;

    HeaderScan(Delivery delivery, HeaderNames names) {
        this.delivery = delivery;
        long lengths = bit(names.signature()) | bit(names.timestamp()) | bit(names.id());
        for (int line = 0; line < delivery.lineCount(); line++) {
            if ((lengths >>> delivery.nameOf(line).length() & 1) != 0) {
                note(delivery.nameOf(line), line, names);
            }
        }
    }

    /** Lengths 64 apart share a bit; what most lines of a request need is to be passed over at once. */
    private static long bit(@Nullable String name) {
        return name == null ? 0 : 1L << name.length();
    }

    /** Most senders write a header as their documents do, and comparing that is far quicker. */
    private void note(String name, int line, HeaderNames names) {
        if (name.equals(names.signature())) {
            noteSignature(line);
        } else if (name.equals(names.timestamp())) {
            noteTimestamp(line);
        } else if (name.equals(names.id())) {
            noteId(line);
        } else {
            noteOfOtherCase(name, line, names);
        }
    }

    private void noteOfOtherCase(String name, int line, HeaderNames names) {
        if (isSameButForCase(name, names.signature())) {
            noteSignature(line);
        } else if (isSameButForCase(name, names.timestamp())) {
            noteTimestamp(line);
        } else if (isSameButForCase(name, names.id())) {
            noteId(line);
        }
    }

    /** The first letter settles nearly all that are as long by chance: {@code User-Agent} is as long as {@code webhook-id}. */
    private static boolean isSameButForCase(String name, @Nullable String wanted) {
        return wanted != null
                && name.length() == wanted.length()
                && (name.charAt(0) | 0x20) == (wanted.charAt(0) | 0x20)
                && name.equalsIgnoreCase(wanted);
    }

    private void noteSignature(int line) {
        signature = signatures++ == 0 ? line : signature;
    }

    private void noteTimestamp(int line) {
        timestamp = timestamp == NONE ? line : SEVERAL;
    }

    private void noteId(int line) {
        id = id == NONE ? line : SEVERAL;
    }

    /** Whether every header of the set was sent. */
    boolean isComplete(HeaderNames names) {
        return signatures > 0 && (names.timestamp() == null || timestamp != NONE) && (names.id() == null || id != NONE);
    }

    /** How many lines the signature has. */
    int signatureLines() {
        return signatures;
    }

    /** The first line of the signature; there must be one. */
    int firstSignature() {
        return signature;
    }

    boolean hasId() {
        return id != NONE;
    }

    String timestamp() throws Refusal {
        return only(timestamp, RejectionReason.TIMESTAMP_MISSING);
    }

    String id() throws Refusal {
        return only(id, RejectionReason.ID_MISSING);
    }

    private String only(int line, RejectionReason whenMissing) throws Refusal {
        if (line < 0) {
            throw new Refusal(line == NONE ? whenMissing : RejectionReason.HEADER_REPEATED);
        }
        return Ascii.trim(delivery.valueOf(line));
    }

    /** The value of a header that must be there exactly once, without the blanks around it. */
    static String onlyLine(Delivery delivery, String name, RejectionReason whenMissing) throws Refusal {
        int line = delivery.nextLine(name, 0);
        if (line < 0) {
            throw new Refusal(whenMissing);
        }
        if (delivery.nextLine(name, line + 1) >= 0) {
            throw new Refusal(RejectionReason.HEADER_REPEATED);
        }
        return Ascii.trim(delivery.valueOf(line));
    }
}

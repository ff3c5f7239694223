package io.countersign.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signatures that a header presents, decoded, of full length and otherwise unproved. Confined to one thread. */
public final class Signatures {
    /** Nearly every delivery has one signature, and it needs no list. */
    private byte @Nullable [] first;

    private @Nullable List<byte[]> more;

    void add(byte[] signature) {
        if (first == null) {
            first = signature;
            return;
        }
        if (more == null) {
            more = new ArrayList<>(SignatureTemplate.MAX_SIGNATURES);
        }
        more.add(signature);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return first == null;
    }

    /** Whether {@code key} made one of them; looks at all of them, whatever it finds. */
    boolean anyMatches(Match match) {
        if (first == null) {
            return false;
        }
        boolean matches = match.with(first);
        if (more != null) {
            for (byte[] signature : more) {
                matches |= match.with(signature);
            }
        }
        return matches;
    }

    /** What is held against each of them. */
    @FunctionalInterface
    interface Match {
        boolean with(byte[] signature);
    }
}

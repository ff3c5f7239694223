package io.countersign.internal;

import java.util.Arrays;

/** The signatures that a header presents, decoded, of full length and otherwise unproved. Confined to one thread. */
public final class Signatures {
    private byte[][] decoded = new byte[1][];
    private int count;

    void add(byte[] signature) {
        if (count == decoded.length) {
            // One more than is accepted: reading stops after the one that is too many.
            decoded = Arrays.copyOf(decoded, SignatureTemplate.MAX_SIGNATURES + 1);
        }
        decoded[count++] = signature;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    byte[] get(int index) {
        return decoded[index];
    }
}

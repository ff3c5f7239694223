package io.countersign.timing;

import java.security.MessageDigest;

/** Comparing two tags and nothing else: as the verifier does it, or byte by byte until one differs. */
final class CompareSubject implements Subject {
    private final byte[][] table;
    private final boolean stopsAtADifference;
    private final byte[][] expected = new byte[BATCH][];
    private final byte[][] presented = new byte[BATCH][];

    CompareSubject(byte[] right, byte[][] table, boolean stopsAtADifference) {
        this.table = table;
        this.stopsAtADifference = stopsAtADifference;
        for (int i = 0; i < BATCH; i++) {
            expected[i] = right.clone();
            presented[i] = new byte[right.length];
        }
    }

    @Override
    public void prepare(int input) {
        for (byte[] copy : presented) {
            System.arraycopy(table[input], 0, copy, 0, copy.length);
        }
    }

    @Override
    public int run() {
        int equal = 0;
        for (int i = 0; i < BATCH; i++) {
            boolean same = stopsAtADifference
                    ? sameUntilADifference(expected[i], presented[i])
                    : MessageDigest.isEqual(expected[i], presented[i]);
            equal += same ? 1 : 0;
        }
        return equal;
    }

    /** The mistake that all this is about. */
    static boolean sameUntilADifference(byte[] one, byte[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] != other[i]) {
                return false;
            }
        }
        return true;
    }
}

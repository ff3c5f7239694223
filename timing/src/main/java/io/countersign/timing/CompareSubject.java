package io.countersign.timing;

import io.countersign.internal.ConstantTime;
import java.util.Arrays;

/** Comparing two tags and nothing else: as the verifier does it, or byte by byte until one differs. */
final class CompareSubject implements Subject {
    private final byte[][] table;
    private final boolean stopsAtADifference;
    private final byte[][] expected = new byte[BATCH][];
    private final byte[][] presented = new byte[BATCH][];
    // Stored, not counted: counting would be a branch of the harness on what is asked of the comparison.
    private final boolean[] same = new boolean[BATCH];

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
        for (int i = 0; i < BATCH; i++) {
            same[i] = stopsAtADifference
                    ? sameUntilADifference(expected[i], presented[i])
                    : ConstantTime.equal(expected[i], presented[i]);
        }
        return Arrays.hashCode(same);
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

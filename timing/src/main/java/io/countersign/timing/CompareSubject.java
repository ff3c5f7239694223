package io.countersign.timing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.internal.Ascii;
import java.util.Arrays;
import java.util.HexFormat;

/** Comparing two tags and nothing else: as the verifier does it, or byte by byte until one differs. */
final class CompareSubject implements Subject {
    private final Inputs inputs;
    private final boolean stopsAtADifference;
    private final byte[][] expected = new byte[BATCH][];
    private final byte[][] presented = new byte[BATCH][];
    private final String[] spelt = new String[BATCH];
    // Stored, not counted: counting would be a branch of the harness on what is asked of the comparison.
    private final boolean[] same = new boolean[BATCH];

    CompareSubject(Inputs inputs, boolean stopsAtADifference) {
        this.inputs = inputs;
        this.stopsAtADifference = stopsAtADifference;
        for (int i = 0; i < BATCH; i++) {
            expected[i] = inputs.right(0).clone();
            presented[i] = inputs.right(0).clone();
        }
    }

    @Override
    public Inputs inputs() {
        return inputs;
    }

    @Override
    public void prepare(int input) {
        byte[] digits = HexFormat.of().formatHex(inputs.tag(input)).getBytes(ISO_8859_1);
        for (int i = 0; i < BATCH; i++) {
            System.arraycopy(inputs.right(input), 0, expected[i], 0, expected[i].length);
            System.arraycopy(inputs.tag(input), 0, presented[i], 0, presented[i].length);
            spelt[i] = new String(digits, ISO_8859_1);
        }
    }

    @Override
    public int run() {
        for (int i = 0; i < BATCH; i++) {
            same[i] = stopsAtADifference
                    ? sameUntilADifference(expected[i], presented[i])
                    : Ascii.spellsHex(spelt[i], 0, expected[i]);
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

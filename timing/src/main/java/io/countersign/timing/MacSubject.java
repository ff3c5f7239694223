package io.countersign.timing;

import io.countersign.internal.HmacKey;
import io.countersign.internal.SignatureTemplate;
import io.countersign.internal.Signatures;
import java.util.Arrays;
import java.util.HexFormat;

/** The step of the verifier that computes a tag and holds it against the digits that were presented. */
final class MacSubject implements Subject {
    private static final SignatureTemplate FORMAT = SignatureTemplate.parse("{hex}");

    private final HmacKey key;
    private final Inputs inputs;
    private final boolean stopsAtADifference;
    private final byte[][] content = new byte[1][];
    private byte[] tag;
    private Signatures presented;
    // Stored, not counted: counting would be a branch of the harness on what is asked of the verifier.
    private final boolean[] same = new boolean[BATCH];

    MacSubject(HmacKey key, Inputs inputs, boolean stopsAtADifference) {
        this.key = key;
        this.inputs = inputs;
        this.stopsAtADifference = stopsAtADifference;
        this.content[0] = inputs.body(0);
        this.tag = inputs.tag(0).clone();
        this.presented = read(tag);
    }

    @Override
    public Inputs inputs() {
        return inputs;
    }

    @Override
    public void prepare(int input) {
        content[0] = inputs.body(input);
        tag = inputs.tag(input).clone();
        presented = read(tag);
    }

    private static Signatures read(byte[] tag) {
        Signatures signatures = FORMAT.reading("", tag.length);
        signatures.readLine(HexFormat.of().formatHex(tag));
        return signatures;
    }

    @Override
    public int run() {
        for (int i = 0; i < BATCH; i++) {
            same[i] = stopsAtADifference
                    ? CompareSubject.sameUntilADifference(key.tag(content), tag)
                    : key.madeOneOf(presented, content);
        }
        return Arrays.hashCode(same);
    }
}

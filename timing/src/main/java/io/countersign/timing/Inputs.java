package io.countersign.timing;

import io.countersign.internal.HmacKey;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The inputs of both classes: bodies, their right tags, and the tags that are presented. Confined to one thread.
 *
 * <p>They are drawn anew for every block of samples, and so is which class stands at which of two places in memory. Over millions
 * of samples a set that stayed would show its own peculiarities, of which bytes and of which address, as a difference of classes.
 */
final class Inputs {
    /** How many there are of each class at a time. */
    static final int OF_EACH_CLASS = 1024;

    private static final int BODY_BYTES = 64;

    private final SplittableRandom random;
    private final HmacKey key;
    private final Tags.Draw class0;
    private final Tags.Draw class1;
    private final byte[][] bodies = new byte[OF_EACH_CLASS][BODY_BYTES];
    private final byte[][] rights = new byte[OF_EACH_CLASS][];
    private final byte[][] tags = new byte[2 * OF_EACH_CLASS][];
    private final boolean[] swapped = new boolean[OF_EACH_CLASS];

    Inputs(SplittableRandom random, HmacKey key, Tags.Draw class0, Tags.Draw class1) {
        this.random = random;
        this.key = key;
        this.class0 = class0;
        this.class1 = class1;
        redraw();
    }

    /** Draws all of them anew. */
    void redraw() {
        for (int i = 0; i < OF_EACH_CLASS; i++) {
            random.nextBytes(bodies[i]);
            rights[i] = key.tag(bodies[i]);
            swapped[i] = random.nextBoolean();
            tags[place(i, 0)] = class0.tag(random, rights[i], bodies[i]);
            tags[place(i, 1)] = class1.tag(random, rights[i], bodies[i]);
        }
        // Which was made first is in which place by chance; this forgets the garbage of making them as well.
        Arrays.setAll(tags, i -> tags[i].clone());
    }

    private int place(int index, int ofClass) {
        return swapped[index] == (ofClass == 0) ? OF_EACH_CLASS + index : index;
    }

    /** The class of the input at that place, 0 or 1. */
    int classOf(int input) {
        boolean upper = input >= OF_EACH_CLASS;
        return upper == swapped[input % OF_EACH_CLASS] ? 0 : 1;
    }

    /** The tag that is presented. */
    byte[] tag(int input) {
        return tags[input];
    }

    /** The right tag for the same body. */
    byte[] right(int input) {
        return rights[input % OF_EACH_CLASS];
    }

    byte[] body(int input) {
        return bodies[input % OF_EACH_CLASS];
    }
}

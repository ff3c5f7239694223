package io.countersign.timing;

import java.util.SplittableRandom;

/**
 * Tables of tags for a pair of classes: {@link Subject#INPUTS} of class 0, and as many of class 1. Stateless.
 *
 * <p>How long a text takes to read may depend on its characters. The sender knows those, and they are not what is looked for
 * here: so a wrong digit stands for a digit and a letter for a letter, and there are as many right tags as there are inputs, so
 * that the characters of both classes are drawn alike.
 */
final class Tags {
    /** Draws a tag, given the right one. */
    @FunctionalInterface
    interface Draw {
        byte[] tag(SplittableRandom random, byte[] right);
    }

    /** Wrong in every byte. */
    static final Draw ALL_WRONG = (random, right) -> {
        byte[] tag = new byte[right.length];
        for (int i = 0; i < tag.length; i++) {
            tag[i] = wrong(random, right[i]);
        }
        return tag;
    };

    /** Right in the first byte and wrong in every other. */
    static final Draw FIRST_RIGHT = (random, right) -> {
        byte[] tag = ALL_WRONG.tag(random, right);
        tag[0] = right[0];
        return tag;
    };

    /** Right in every byte but the first. */
    static final Draw FIRST_WRONG = (random, right) -> wrongAt(0, random, right);

    /** Right in every byte but the last. */
    static final Draw LAST_WRONG = (random, right) -> wrongAt(right.length - 1, random, right);

    private Tags() {}

    /** A table for the tags that are right for {@code rights}: the tags at one index of both classes are for the same. */
    static byte[][] table(SplittableRandom random, byte[][] rights, Draw class0, Draw class1) {
        byte[][] table = new byte[2 * Subject.INPUTS][];
        for (int i = 0; i < Subject.INPUTS; i++) {
            table[i] = class0.tag(random, rights[i]);
            table[Subject.INPUTS + i] = class1.tag(random, rights[i]);
        }
        return table;
    }

    private static byte[] wrongAt(int index, SplittableRandom random, byte[] right) {
        byte[] tag = right.clone();
        tag[index] = wrong(random, right[index]);
        return tag;
    }

    private static byte wrong(SplittableRandom random, byte right) {
        return (byte) (wrongDigit(random, right >> 4 & 0xf) << 4 | wrongDigit(random, right & 0xf));
    }

    private static int wrongDigit(SplittableRandom random, int right) {
        int from = right < 10 ? 0 : 10;
        int count = right < 10 ? 10 : 6;
        return from + (right - from + random.nextInt(1, count)) % count;
    }
}

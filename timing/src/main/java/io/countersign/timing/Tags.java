package io.countersign.timing;

import io.countersign.internal.HmacKey;
import java.util.SplittableRandom;

/**
 * How the tags of a class are drawn. Stateless.
 *
 * <p>How long a text takes to read may depend on its characters. The sender knows those, and they are not what is looked for
 * here: so a wrong digit stands for a digit and a letter for a letter, and there are as many right tags as there are inputs, so
 * that the characters of both classes are drawn alike.
 */
final class Tags {
    /** Draws a tag, given the right one and the body that it is for. */
    @FunctionalInterface
    interface Draw {
        byte[] tag(SplittableRandom random, byte[] right, byte[] body);
    }

    /** Wrong in every byte. */
    static final Draw ALL_WRONG = (random, right, body) -> {
        byte[] tag = new byte[right.length];
        for (int i = 0; i < tag.length; i++) {
            tag[i] = wrong(random, right[i]);
        }
        return tag;
    };

    /** Right in the first byte and wrong in every other. */
    static final Draw FIRST_RIGHT = (random, right, body) -> {
        byte[] tag = ALL_WRONG.tag(random, right, body);
        tag[0] = right[0];
        return tag;
    };

    /** Right in every byte but the first. */
    static final Draw FIRST_WRONG = (random, right, body) -> wrongAt(0, random, right);

    /** Right in every byte but the last. */
    static final Draw LAST_WRONG = (random, right, body) -> wrongAt(right.length - 1, random, right);

    /** The right ones. */
    static final Draw RIGHT = (random, right, body) -> right;

    private Tags() {}

    /** Those that somebody else's key makes. */
    static Draw madeWith(HmacKey key) {
        return (random, right, body) -> key.tag(body);
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

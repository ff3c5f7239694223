package io.countersign.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.internal.HmacKey;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final byte[] OF_CLASS_0 = {0};
    private static final byte[] OF_CLASS_1 = {1};

    private final HmacKey key = new HmacKey("SHA-256", new byte[] {1, 2, 3});
    private final Inputs inputs = new Inputs(
            new SplittableRandom(1), key, (random, right, body) -> OF_CLASS_0, (random, right, body) -> OF_CLASS_1);

    @Test
    void class_ofAnInput_isThatOfItsTag_alsoWhenTheyAreDrawnAnew() {
        for (int draw = 0; draw < 3; draw++) {
            int ofClass1 = 0;
            for (int input = 0; input < 2 * Inputs.OF_EACH_CLASS; input++) {
                assertThat(inputs.tag(input)).containsExactly(inputs.classOf(input));
                ofClass1 += inputs.classOf(input);
            }
            assertThat(ofClass1).isEqualTo(Inputs.OF_EACH_CLASS);
            inputs.redraw();
        }
    }

    @Test
    void classes_standInEitherPlace() {
        int swapped = 0;
        for (int input = 0; input < Inputs.OF_EACH_CLASS; input++) {
            swapped += inputs.classOf(input);
        }
        assertThat(swapped).isBetween(Inputs.OF_EACH_CLASS / 4, Inputs.OF_EACH_CLASS * 3 / 4);
    }

    @Test
    void right_isTheTagOfTheBody_andBothAreDrawnAnew() {
        byte[] before = inputs.body(7).clone();
        assertThat(inputs.right(7)).isEqualTo(key.tag(inputs.body(7)));

        inputs.redraw();

        assertThat(inputs.body(7)).isNotEqualTo(before);
        assertThat(inputs.right(7)).isEqualTo(key.tag(inputs.body(7)));
        assertThat(inputs.right(7 + Inputs.OF_EACH_CLASS)).isEqualTo(inputs.right(7));
    }
}

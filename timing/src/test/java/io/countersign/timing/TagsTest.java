package io.countersign.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TagsTest {
    private static final byte[] BODY = {};

    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] right = HexFormat.of().parseHex("00ff9aa90123456789abcdef");

    @Test
    void allWrong_differsInEveryByteAndKeepsDigitsDigits() {
        for (int i = 0; i < 1000; i++) {
            byte[] tag = Tags.ALL_WRONG.tag(random, right, BODY);
            for (int at = 0; at < right.length; at++) {
                assertThat(tag[at]).isNotEqualTo(right[at]);
            }
            assertThat(pattern(tag)).isEqualTo(pattern(right));
        }
    }

    @Test
    void firstRight_differsInEveryByteButTheFirst() {
        byte[] tag = Tags.FIRST_RIGHT.tag(random, right, BODY);

        assertThat(Arrays.mismatch(tag, right)).isEqualTo(1);
        assertThat(tag[right.length - 1]).isNotEqualTo(right[right.length - 1]);
    }

    @Test
    void lastWrong_differsInTheLastByteOnly() {
        assertThat(Arrays.mismatch(Tags.LAST_WRONG.tag(random, right, BODY), right))
                .isEqualTo(right.length - 1);
    }

    @Test
    void firstWrong_differsInTheFirstByteOnly() {
        byte[] tag = Tags.FIRST_WRONG.tag(random, right, BODY);

        assertThat(Arrays.mismatch(tag, right)).isZero();
        tag[0] = right[0];
        assertThat(tag).isEqualTo(right);
    }

    private static String pattern(byte[] tag) {
        return HexFormat.of().formatHex(tag).replaceAll("[0-9]", "0").replaceAll("[a-f]", "a");
    }
}

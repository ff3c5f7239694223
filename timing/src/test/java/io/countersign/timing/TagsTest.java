package io.countersign.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TagsTest {
    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] right = HexFormat.of().parseHex("00ff9aa90123456789abcdef");

    @Test
    void allWrong_differsInEveryByteAndKeepsDigitsDigits() {
        for (int i = 0; i < 1000; i++) {
            byte[] tag = Tags.ALL_WRONG.tag(random, right);
            for (int at = 0; at < right.length; at++) {
                assertThat(tag[at]).isNotEqualTo(right[at]);
            }
            assertThat(pattern(tag)).isEqualTo(pattern(right));
        }
    }

    @Test
    void firstRight_differsInEveryByteButTheFirst() {
        byte[] tag = Tags.FIRST_RIGHT.tag(random, right);

        assertThat(Arrays.mismatch(tag, right)).isEqualTo(1);
        assertThat(tag[right.length - 1]).isNotEqualTo(right[right.length - 1]);
    }

    @Test
    void lastWrong_differsInTheLastByteOnly() {
        assertThat(Arrays.mismatch(Tags.LAST_WRONG.tag(random, right), right)).isEqualTo(right.length - 1);
    }

    @Test
    void firstWrong_differsInTheFirstByteOnly() {
        byte[] tag = Tags.FIRST_WRONG.tag(random, right);

        assertThat(Arrays.mismatch(tag, right)).isZero();
        tag[0] = right[0];
        assertThat(tag).isEqualTo(right);
    }

    @Test
    void table_holdsClass0BelowClass1() {
        byte[][] rights = new byte[Subject.INPUTS][];
        Arrays.fill(rights, right);
        byte[][] table = Tags.table(random, rights, (unused, tag) -> tag.clone(), Tags.ALL_WRONG);

        assertThat(table).hasNumberOfRows(2 * Subject.INPUTS);
        assertThat(table[Subject.INPUTS - 1]).isEqualTo(right);
        assertThat(table[Subject.INPUTS]).isNotEqualTo(right);
    }

    private static String pattern(byte[] tag) {
        return HexFormat.of().formatHex(tag).replaceAll("[0-9]", "0").replaceAll("[a-f]", "a");
    }
}

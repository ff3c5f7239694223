package io.countersign.samples.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void controlAndDirectionCharacters_areRemoved() {
        assertThat(PlainText.clean("a\u0000b\u001b[31mc\u0085\u202Ed\u2066e\u200Ff\u061Cg\u007F"))
                .isEqualTo("ab[31mc defg".replace(" ", ""));
    }

    @Test
    void lineBreaksAndOtherWhiteSpace_becomeOneSpace() {
        assertThat(PlainText.clean("\r\n one\r\n\t two\u2028three\u00A0four \n"))
                .isEqualTo("one two three four");
    }

    @Test
    void halfACharacter_isReplaced_becauseJsonCannotCarryIt() {
        assertThat(PlainText.clean("a\uD83Db\uDE00c")).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(PlainText.clean("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void textOfTheMaximum_isWhole_andOneMoreIsCutWithAnEllipsis() {
        assertThat(PlainText.cleanWithin("abcd", 5)).isEqualTo("abcd");
        assertThat(PlainText.cleanWithin("abcde", 5)).isEqualTo("abcde");
        assertThat(PlainText.cleanWithin("abcdef", 5)).isEqualTo("abcd…");
    }

    @Test
    void theMaximum_countsCodePoints_andCutsNoneInHalf() {
        assertThat(PlainText.cleanWithin("😀".repeat(5), 5)).isEqualTo("😀".repeat(5));
        assertThat(PlainText.cleanWithin("😀".repeat(6), 5)).isEqualTo("😀".repeat(4) + "…");
    }
}

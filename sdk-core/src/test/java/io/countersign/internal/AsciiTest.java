package io.countersign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {

    @ParameterizedTest
    @CsvSource({"00ff10, 3", "00FF10, 3", "aBcDeF, 3"})
    void hex_ofEitherCase_isDecoded(String text, int bytes) {
        assertThat(Ascii.hex(text, bytes)).isEqualTo(HexFormat.of().parseHex(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "000", "0000", "gg", "0x", " 0", "\uff41\uff41", "\u0660\u0660", "@@", "``", "/0", ":0"
            })
    void hex_ofAnythingButTwoDigits_isNothing(String text) {
        assertThat(Ascii.hex(text, 1)).isNull();
    }

    @Test
    void base64_ofTheOneCanonicalSpelling_isDecoded() {
        assertThat(Ascii.base64("AQI=")).containsExactly(1, 2);
        assertThat(Ascii.base64("AQI=", 2)).containsExactly(1, 2);
        assertThat(Ascii.base64("AQI=", 3)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQI", "AQJ=", "AQK=", "AQL=", "AQI=\n", "A QI=", "AQI==", "-_8=", "\uff21QI=", "="})
    void base64_ofAnyOtherSpelling_isNothing(String text) {
        assertThat(Ascii.base64(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "10, 10", "99999, 99999"})
    void number_ofPlainDigits_isRead(String text, long number) {
        assertThat(Ascii.number(text, 5)).isEqualTo(OptionalLong.of(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "01", "+1", "-1", "100000", "1.0", "1e3", " 1", "\u0661", "\uff11"})
    void number_ofAnythingElse_isNothing(String text) {
        assertThat(Ascii.number(text, 5)).isEmpty();
    }

    @Test
    void number_ofEighteenDigits_doesNotOverflow() {
        assertThat(Ascii.number("9".repeat(18), 18)).isEqualTo(OptionalLong.of(999_999_999_999_999_999L));
        assertThat(Ascii.number("9".repeat(19), 18)).isEmpty();
    }

    @Test
    void trim_spacesAndTabsAtTheEnds_andNothingElse() {
        assertThat(Ascii.trim(" \ta b\t ")).isEqualTo("a b");
        assertThat(Ascii.trim("\na\u00a0")).isEqualTo("\na\u00a0");
        assertThat(Ascii.trim(" \t ")).isEmpty();
    }

    @Test
    void isVisible_oneToMaxCharactersBetweenSpaceAndDelete() {
        assertThat(Ascii.isVisible("!~", 2)).isTrue();
        assertThat(Ascii.isVisible("", 2)).isFalse();
        assertThat(Ascii.isVisible("abc", 2)).isFalse();
        assertThat(Ascii.isVisible("a b", 9)).isFalse();
        assertThat(Ascii.isVisible("\u007f", 9)).isFalse();
    }

    @Test
    void isUnreserved_everyCharacter_isThatOfRfc3986() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "a" + (char) c;
            assertThat(Ascii.isUnreserved(text, 2)).as("character %x", c).isEqualTo(text.matches("a[A-Za-z0-9._~-]"));
        }
        assertThat(Ascii.isUnreserved("", 2)).isFalse();
        assertThat(Ascii.isUnreserved("aaa", 2)).isFalse();
    }
}

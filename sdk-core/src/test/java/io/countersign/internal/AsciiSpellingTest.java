package io.countersign.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every character of a spelling put in place of every other: one spelling of each tag, apart from the case of hexadecimal. */
class AsciiSpellingTest {
    private static final int BEYOND_LATIN1 = 0x180;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String with(String text, int at, int c) {
        return text.substring(0, at) + (char) c + text.substring(at + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 32, 48, 64})
    void hex_ofATag_isSpeltByItsDigitsOfEitherCaseOnly(int length) {
        byte[] tag = bytes(length);
        String digits = HexFormat.of().formatHex(tag);
        assertThat(Ascii.spellsHex("v1=" + digits, 3, tag)).isTrue();
        for (int at = 0; at < digits.length(); at++) {
            for (int c = 0; c < BEYOND_LATIN1; c++) {
                String other = with(digits, at, c);
                assertThat(Ascii.spellsHex(other, 0, tag))
                        .as(other)
                        .isEqualTo(other.equalsIgnoreCase(digits) && c < 0x80);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 32, 48, 64})
    void base64_ofATag_hasOneSpelling(int length) {
        byte[] tag = bytes(length);
        String digits = Base64.getEncoder().encodeToString(tag);
        assertThat(Ascii.spellsBase64("v1," + digits, 3, tag)).isTrue();
        assertThat(Ascii.base64(digits, length)).isEqualTo(tag);
        assertThat(Ascii.base64(digits)).isEqualTo(tag);
        for (int at = 0; at < digits.length(); at++) {
            for (int c = 0; c < BEYOND_LATIN1; c++) {
                String other = with(digits, at, c);
                assertThat(Ascii.spellsBase64(other, 0, tag)).as(other).isEqualTo(other.equals(digits));
                byte[] decoded = Ascii.base64(other, length);
                assertThat(decoded == null
                                || Base64.getEncoder().encodeToString(decoded).equals(other))
                        .as(other)
                        .isTrue();
            }
        }
    }

    @Test
    void base64_ofAnotherLength_isNothing() {
        assertThat(Ascii.base64("AQIDBAUG", 3)).isNull();
        assertThat(Ascii.base64("AQID", 6)).isNull();
        assertThat(Ascii.base64("AQIDB")).isNull();
    }

    @Test
    void hex_decoded_isOfTheLengthThatIsAskedFor() {
        assertThat(Ascii.hex("0102", 2)).containsExactly(1, 2);
        assertThat(Ascii.hex("0102", 1)).isNull();
        assertThat(Ascii.hex("\u0080\u0080", 1)).isNull();
    }

    @Test
    void unreserved_areLettersDigitsAndFourOthers() {
        for (int c = 0; c < BEYOND_LATIN1; c++) {
            String text = Character.toString(c);
            assertThat(Ascii.isUnreserved(text, 1)).as("%02x", c).isEqualTo(text.matches("[A-Za-z0-9._~-]"));
        }
        assertThat(Ascii.isUnreserved("", 1)).isFalse();
        assertThat(Ascii.isUnreserved("ab", 1)).isFalse();
        assertThat(Ascii.isUnreserved("a%", 2)).isFalse();
        assertThat(new String(new byte[] {'~'}, ISO_8859_1))
                .satisfies(tilde -> assertThat(Ascii.isUnreserved(tilde, 1)).isTrue());
    }
}

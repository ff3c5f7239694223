package io.countersign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final byte[] TAG = {1, 2, 3, 4};
    private static final String RIGHT = "v1=01020304";
    private static final String WRONG = "v1=05060708";

    private static Signatures read(String... lines) {
        Signatures signatures = SignatureTemplate.parse("v1={hex}").reading(",", TAG.length);
        for (String line : lines) {
            signatures.readLine(line);
        }
        return signatures;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RIGHT,
                " " + RIGHT + " ",
                "," + RIGHT,
                RIGHT + ",",
                WRONG + "," + RIGHT,
                RIGHT + "," + WRONG,
                WRONG + "," + RIGHT + "," + WRONG,
                WRONG + "," + WRONG + "," + RIGHT,
                "v0=01020304," + RIGHT,
                "v1," + RIGHT
            })
    void rightOne_standingAnywhere_isFound(String line) {
        assertThat(read(line).anySpells(TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                WRONG,
                "v1=0102030",
                "v1=010203040",
                "v0=01020304",
                "01020304",
                "v1=0102,0304",
                "x" + RIGHT
            })
    void rightOne_notThereAsAWhole_isNotFound(String line) {
        assertThat(read(line).anySpells(TAG)).isFalse();
    }

    @Test
    void rightOne_onAnotherLine_isFound() {
        assertThat(read(WRONG, WRONG, RIGHT, WRONG).anySpells(TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {WRONG + "," + RIGHT + " v0=other", WRONG + " " + RIGHT + ",v0=other"})
    void twoKindsOfSeparators_eachEndAnItem(String line) {
        Signatures signatures = SignatureTemplate.parse("v1={hex}").reading(", ", TAG.length);
        signatures.readLine(line);

        assertThat(signatures.anySpells(TAG)).isTrue();
    }

    @Test
    void decoded_areAllThatAreWellSpelt() {
        assertThat(read(RIGHT, "v1=zz020304", WRONG + "," + RIGHT).decoded())
                .extracting(HexFormat.of()::formatHex)
                .containsExactly("01020304", "05060708", "01020304");
        assertThat(read("").decoded()).isEmpty();
    }

    @Test
    void many_areReadUpToSixteen_andEmptyOnesDoNotCount() {
        String sixteen = IntStream.range(0, 16).mapToObj(i -> RIGHT).collect(Collectors.joining(",,"));

        assertThat(read(sixteen + ",").hasTooMany()).isFalse();
        assertThat(read(sixteen + "," + RIGHT).hasTooMany()).isTrue();
        assertThat(read(sixteen, "v0=other").hasTooMany()).isTrue();
    }

    @Test
    void otherLabel_isSkippedAndSaid() {
        assertThat(read(RIGHT).skippedAny()).isFalse();
        assertThat(read(RIGHT + ",v0=01020304").skippedAny()).isTrue();
    }

    @Test
    void prefix_holdsItsOwnCharactersOnly() {
        SignatureTemplate template = SignatureTemplate.parse("v1={hex}");

        assertThat("v1=".chars().allMatch(c -> template.prefixHolds((char) c))).isTrue();
        assertThat(template.prefixHolds('x')).isFalse();
    }
}

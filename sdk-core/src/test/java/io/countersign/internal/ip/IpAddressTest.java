package io.countersign.internal.ip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    private static final String TABLE = "/io/countersign/peers/literals.txt";

    static List<String> literals() throws IOException {
        try (InputStream table = requireNonNull(IpAddressTest.class.getResourceAsStream(TABLE))) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** Characters that would not survive in the table stand there as escapes of Java. */
    private static String unescaped(String text) {
        return Pattern.compile("\\\\(?:n|u([0-9a-f]{4}))")
                .matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null ? "\n" : Character.toString(Integer.parseInt(escape.group(1), 16))));
    }

    private static IpAddress address(String text) {
        return requireNonNull(IpAddress.parse(text), text);
    }

    @ParameterizedTest
    @MethodSource("literals")
    void literal_isReadInOneWayOrNotAtAll(String row) {
        String[] columns = row.split(" => ", -1);

        IpAddress read = IpAddress.parse(unescaped(columns[0]));

        assertThat(read == null ? "none" : read.toString()).isEqualTo(columns[1]);
    }

    @Test
    void table_holdsEveryKindOfLiteral() throws IOException {
        assertThat(literals()).hasSizeGreaterThan(130);
    }

    /** What is written is read as the same address again, which has that one spelling. */
    @Test
    void spelling_isReadBack() throws IOException {
        literals().stream()
                .map(row -> row.split(" => ", -1)[1])
                .filter(text -> !text.equals("none"))
                .forEach(text -> assertThat(address(text)).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1.2.3.4 ", " 1.2.3.4", "\t::1", "::1\r\n"})
    void whiteSpace_isNoPartOfALiteral(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.255.255.255, true",
        "128.0.0.0, false",
        "126.255.255.255, false",
        "::1, true",
        "::2, false",
        "::, false",
        "::ffff:127.0.0.1, true",
        "::7f00:1, false",
        "0.0.0.0, false",
        "1::1, false"
    })
    void loopback_isOfTheMachineItself(String text, boolean expected) {
        assertThat(address(text).isLoopback()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, true", "10.255.255.255, true", "11.0.0.0, false", "172.15.255.255, false", "172.16.0.0, true",
        "172.31.255.255, true", "172.32.0.0, false", "192.168.0.1, true", "100.64.0.1, true", "100.128.0.0, false",
        "169.254.169.254, true", "fd00::1, true", "fe80::1, true", "fec0::1, false", "2001:db8::1, false",
        "127.0.0.1, true", "::1, true", "::ffff:10.0.0.1, true", "203.0.113.1, false"
    })
    void privateAddress_isNoStrangersOutInTheInternet(String text, boolean expected) {
        assertThat(address(text).isPrivate()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "::ffff:203.0.113.9, 203.0.113.9",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2::, 2001:db8:1:2::/64",
        "2001:db8:1:3::, 2001:db8:1:3::/64",
        "::1, ::/64"
    })
    void household_isAnAddressOrANetworkOf64Bits(String text, String expected) {
        assertThat(address(text).household()).isEqualTo(expected);
    }

    @Test
    void spellings_ofOneAddress_areEqual() {
        assertThat(Stream.of("192.0.2.1", "::ffff:192.0.2.1", "::FFFF:c000:201", "0:0:0:0:0:ffff:c000:0201")
                        .map(IpAddress::parse)
                        .distinct())
                .hasSize(1);
    }
}

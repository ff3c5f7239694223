package io.countersign.internal.ip;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 9.255.255.255, false",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, ::a00:1, false",
        "128.0.0.0/1, 128.0.0.0, true",
        "128.0.0.0/1, 127.255.255.255, false",
        "128.0.0.0/1, 8000::, false",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.6, false",
        "203.0.113.7/32, 203.0.113.7, true",
        "203.0.113.6/31, 203.0.113.7, true",
        "203.0.113.6/31, 203.0.113.8, false",
        "0.0.0.0/1, 127.0.0.1, true",
        "0.0.0.0/1, ::, false",
        "::ffff:10.0.0.0/104, 10.9.9.9, true",
        "::ffff:10.0.0.0/104, 11.0.0.0, false",
        "::ffff:10.1.2.3, 10.1.2.3, true",
        "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/63, 2001:db8:0:1::1, true",
        "2001:db8::/64, 2001:db8:0:1::1, false",
        "2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff, true",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "2001:db8::1, 2001:db8::1, true",
        "2001:db8::1/128, 2001:db8::2, false",
        "::/64, ::1, true",
        "::/64, 1.2.3.4, false",
        "::/1, 1.2.3.4, false",
        "any, 1.2.3.4, true",
        "any, 2001:db8::1, true"
    })
    void range_holdsItsAddressesAndNoneOfTheOtherFamily(String range, String address, boolean expected) {
        assertThat(IpRange.parse(range).contains(requireNonNull(IpAddress.parse(address))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1/8           | write 10.0.0.0/8 for the range, or 10.0.0.1 for that address alone",
                "203.0.113.7/31       | write 203.0.113.6/31 for the range, or 203.0.113.7 for that address alone",
                "2001:db8::1/64       | write 2001:db8::/64 for the range, or 2001:db8::1 for that address alone",
                "::ffff:10.0.0.1/104  | write 10.0.0.0/8 for the range, or 10.0.0.1 for that address alone",
                "0.0.0.0/0            | is everybody; write any",
                "::/0                 | is everybody; write any",
                "10.0.0.1/0           | is everybody; write any",
                "10.0.0.0/33          | behind the slash stands how many bits count, 1 to 32",
                "2001:db8::/129       | 1 to 128",
                "10.0.0.0/08          | behind the slash",
                "10.0.0.0/-8          | behind the slash",
                "10.0.0.0/+8          | behind the slash",
                "10.0.0.0/            | behind the slash",
                "10.0.0.0/8/8         | behind the slash",
                "10.0.0.0/255.0.0.0   | behind the slash",
                "/8                   | is no IP address and no range",
                "10.0.0/8             | is no IP address and no range",
                "10/8                 | write it like 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32",
                "hooks.example.com    | is no IP address and no range",
                "ANY                  | is no IP address and no range",
                "*                    | is no IP address and no range",
                "fe80::1%eth0/64      | is no IP address and no range",
                "10.0.0.0-10.0.0.9    | is no IP address and no range"
            })
    void mistake_isRefusedWithTheMend(String range, String said) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpRange.parse(range))
                .withMessageContaining(said);
    }
}

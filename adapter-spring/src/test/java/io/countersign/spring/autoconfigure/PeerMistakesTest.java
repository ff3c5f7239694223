package io.countersign.spring.autoconfigure;

import static io.countersign.spring.autoconfigure.Mistakes.X;
import static io.countersign.spring.autoconfigure.Mistakes.good;
import static io.countersign.spring.autoconfigure.Mistakes.refuses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in what is asked of whoever connects. */
class PeerMistakesTest {
    private static String root(String keys) {
        return good("conflict: accept") + "\n" + keys;
    }

    @Test
    void aProxyWithBitsThatDoNotCount() {
        refuses(
                root("countersign.trusted-proxies: [10.0.0.1/8]"),
                "countersign.trusted-proxies",
                "\"10.0.0.1/8\" has bits set that do not count",
                "write 10.0.0.0/8 for the range, or 10.0.0.1 for that address alone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy.internal | is no IP address and no range of them | write it like",
                "0.0.0.0/0      | is everybody                          | write any if that is meant",
                "10.0.0.0/33    | is no range                           | behind the slash"
            })
    void aProxyThatIsNoRange(String range, String problem, String mend) {
        refuses(root("countersign.trusted-proxies: [\"" + range + "\"]"), "countersign.trusted-proxies", problem, mend);
    }

    @ParameterizedTest
    @CsvSource({"x-forwarded-for", "forwarded"})
    void aHeaderOfProxiesThatNobodyNamed(String way) {
        refuses(
                root("countersign.client-address: " + way),
                "countersign.trusted-proxies",
                "is missing",
                "name the addresses of your proxies");
    }

    @ParameterizedTest
    @CsvSource({"socket", "container"})
    void proxiesWhoseHeadersNobodyReads(String way) {
        refuses(
                root("countersign.client-address: " + way + "\ncountersign.trusted-proxies: [10.0.0.0/8]"),
                "countersign.client-address",
                "no header of theirs is read",
                "x-forwarded-for or forwarded");
    }

    @Test
    void aWayToTheAddressThatIsNotKnown() {
        refuses(
                root("countersign.client-address: x-real-ip"),
                "countersign.client-address",
                "the words",
                "socket, container, x-forwarded-for, forwarded");
    }

    @ParameterizedTest
    @CsvSource({"native", "framework", "NATIVE"})
    void headersThatWouldBeReadTwice(String strategy) {
        refuses(
                root("countersign.trusted-proxies: [10.0.0.0/8]") + "\nserver.forward-headers-strategy: " + strategy,
                "countersign.trusted-proxies",
                "would be read twice",
                "set that to none");
    }

    @Test
    void anAllowedRangeThatIsNone() {
        refuses(
                good("peers: {allowed: [203.0.113.7, 203.0.113.7/24]}"),
                X + "peers.allowed[1]",
                "bits set that do not count",
                "write 203.0.113.0/24");
    }

    @Test
    void theAddressesOfAProviderThatNamesNone() {
        refuses(
                good("peers: {allowed: [provider]}"),
                X + "peers.allowed[0]",
                "acme names no addresses",
                "write the ranges");
    }

    @Test
    void anEnforcedListOfNobody() {
        refuses(good("peers: {enforce: on}"), X + "peers.enforce", "none are named", "name them");
    }

    @Test
    void aCertificateOfNobody() {
        refuses(
                good("peers: {client-certificate: {subject: hooks.example.com}}"),
                X + "peers.client-certificate.subject",
                "no distinguished name",
                "CN=hooks.example.com");
        refuses(
                good("peers: {client-certificate: {dns-name: \"*.example.com\"}}"),
                X + "peers.client-certificate.dns-name",
                "no host name",
                "without wildcards");
    }

    @Test
    void aRateThatIsHalfWritten() {
        refuses(
                good("rate-limit: {deliveries: 100}"),
                X + "rate-limit",
                "per is missing",
                "deliveries: 600 and per: 1m");
        refuses(
                good("rate-limit: {per: 1m}"),
                X + "rate-limit",
                "deliveries is missing",
                "deliveries: 600 and per: 1m");
        refuses(
                good("rate-limit: {deliveries: 0, per: 1m}"),
                X + "rate-limit",
                "at least 1 delivery",
                "deliveries: 600");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deadline: 0s                     | deadline     | must be positive | 10s",
                "grace: -1s                       | grace        | negative         | 5s",
                "minimum-rate: -1B                | minimum-rate | negative         | 1000B",
                "minimum-rate: 4GB                | minimum-rate | the rate is      | choose less",
                "in-flight: 0B                    | in-flight    | at least 1 byte  | 64MB",
                "in-flight: 1MB                   | in-flight    | one body may have 1048576B | several times"
            })
    void bodiesThatCouldNotCome(String keys, String key, String problem, String mend) {
        refuses(root("countersign.bodies: {" + keys + "}"), "countersign.bodies." + key, problem, mend);
    }
}

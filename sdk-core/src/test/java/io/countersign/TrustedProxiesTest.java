package io.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.TrustedProxies.Header;
import io.countersign.verify.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrustedProxiesTest {
    private static final String TABLE = "/io/countersign/peers/clients.txt";
    private static final TrustedProxies TEN = TrustedProxies.of(Header.X_FORWARDED_FOR, List.of("10.0.0.0/8"));

    static List<String> clients() throws IOException {
        try (InputStream table = requireNonNull(TrustedProxiesTest.class.getResourceAsStream(TABLE))) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static TrustedProxies proxies(String way, String ranges) {
        return switch (way) {
            case "none" -> TrustedProxies.none();
            case "container" -> TrustedProxies.alreadyAppliedByServer();
            case "forwarded" -> TrustedProxies.of(Header.FORWARDED, List.of(ranges.split(" ")));
            default -> TrustedProxies.of(Header.X_FORWARDED_FOR, List.of(ranges.split(" ")));
        };
    }

    private static Delivery delivery(String peer, String headers) {
        Delivery.Builder delivery = head().peer(peer);
        if (!headers.equals("-")) {
            for (String line : headers.split(" // ", -1)) {
                int colon = line.indexOf(':');
                delivery.header(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return delivery.build();
    }

    private static Delivery.Builder head() {
        return Delivery.post("/webhooks/test").encrypted(false).receivedAt(Instant.EPOCH);
    }

    private static String said(Client.Tls tls) {
        return switch (tls) {
            case YES -> "yes";
            case NO -> "no";
            case NO_SAYS_PROXY -> "said-no";
            case UNSAID_BY_PROXY -> "unsaid";
            case UNTOLD -> "untold";
        };
    }

    @ParameterizedTest
    @MethodSource("clients")
    void client_isFoundWhereAProxyOfOursSaysSoAndNowhereElse(String row) {
        String[] columns = row.split("\\s+\\|\\s*", -1);
        TrustedProxies proxies = proxies(columns[0], columns[1]);
        Delivery delivery = delivery(columns[2], columns[3]);

        assertThat(proxies.clientAddress(delivery).orElse("unknown")).isEqualTo(columns[4]);
        assertThat(said(proxies.clientOf(delivery).tls())).isEqualTo(columns[5]);
    }

    @Test
    void table_holdsAtLeast200Vectors() throws IOException {
        assertThat(clients()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    }

    static IntStream chainLengths() {
        return IntStream.rangeClosed(0, 20);
    }

    /** So many hops in all, of which the leftmost is the client and the others are proxies of ours. */
    @ParameterizedTest
    @MethodSource("chainLengths")
    void chain_ofUpTo20Hops_isWalkedToItsClient(int hops) {
        String chain = IntStream.range(0, hops)
                .mapToObj(i -> i == 0 ? "203.0.113.9" : "10.0.1." + i)
                .collect(Collectors.joining(", "));
        String forwarded = IntStream.range(0, hops)
                .mapToObj(i -> "for=" + (i == 0 ? "203.0.113.9" : "10.0.1." + i))
                .collect(Collectors.joining(", "));
        String client = hops == 0 ? "10.0.0.1" : "203.0.113.9";

        assertThat(TEN.clientAddress(delivery("10.0.0.1", hops == 0 ? "-" : "X-Forwarded-For: " + chain)))
                .hasValue(client);
        assertThat(proxies("forwarded", "10.0.0.0/8")
                        .clientAddress(delivery("10.0.0.1", hops == 0 ? "-" : "Forwarded: " + forwarded)))
                .hasValue(client);
    }

    @Test
    void chain_of21Hops_isNotReadHoweverTheyAreSpread() {
        String twenty = "203.0.113.9" + ", 10.0.1.1".repeat(19);
        String twentyForwarded = "for=203.0.113.9" + ", for=10.0.1.1".repeat(19);
        TrustedProxies forwarded = proxies("forwarded", "10.0.0.0/8");

        assertThat(TEN.clientAddress(delivery("10.0.0.1", "X-Forwarded-For: " + twenty + ", 10.0.1.2")))
                .isEmpty();
        assertThat(TEN.clientAddress(
                        delivery("10.0.0.1", "X-Forwarded-For: " + twenty + " // X-Forwarded-For: 10.0.1.2")))
                .isEmpty();
        assertThat(TEN.clientAddress(delivery("10.0.0.1", "X-Forwarded-For: 1.1.1.1, " + twenty)))
                .isEmpty();
        assertThat(forwarded.clientAddress(delivery("10.0.0.1", "Forwarded: " + twentyForwarded + ", for=10.0.1.2")))
                .isEmpty();
        assertThat(forwarded.clientAddress(
                        delivery("10.0.0.1", "Forwarded: " + twentyForwarded + " // Forwarded: for=10.0.1.2")))
                .isEmpty();
    }

    /** A container that ends TLS itself, behind a proxy that passes the bytes through and says nothing. */
    @Test
    void tls_thatAProxySaysNothingAbout_isThatOfTheConnection() {
        Delivery.Builder head = head().peer("10.0.0.1").encrypted(true);

        assertThat(TEN.clientOf(head.build()).tls()).isEqualTo(Client.Tls.YES);
        assertThat(TEN.clientOf(head.header("X-Forwarded-Proto", "http").build())
                        .tls())
                .isEqualTo(Client.Tls.NO_SAYS_PROXY);
    }

    @Test
    void tls_ofWhichNobodySaysAnything_isUntold() {
        Delivery untold =
                Delivery.post("/").peer("203.0.113.9").receivedAt(Instant.EPOCH).build();

        assertThat(TEN.clientOf(untold).tls()).isEqualTo(Client.Tls.UNTOLD);
    }

    @Test
    void client_ofAServerThatReportsNoPeer_isUnknown() {
        Delivery nobody = head().header("X-Forwarded-For", "203.0.113.9").build();

        assertThat(TEN.clientAddress(nobody)).isEmpty();
        assertThat(TEN.clientOf(nobody).household()).isNull();
    }

    /** Those of whom nothing is known are counted together, under the proxy that they came by. */
    @Test
    void household_ofAnUnknownClient_isThatOfTheProxy() {
        assertThat(TEN.clientOf(delivery("10.0.0.1", "X-Forwarded-For: unknown"))
                        .household())
                .isEqualTo("10.0.0.1");
        assertThat(TEN.clientOf(delivery("10.0.0.1", "X-Forwarded-For: 2001:db8::1:2:3:4"))
                        .household())
                .isEqualTo("2001:db8::/64");
        assertThat(TEN.clientOf(delivery("a-name", "-")).household()).isEqualTo("a-name");
    }

    @Test
    void machineItself_isNobodyWhoComesByAProxyElsewhere() {
        assertThat(TEN.clientOf(delivery("127.0.0.1", "-")).isLocal()).isTrue();
        assertThat(TEN.clientOf(delivery("[0:0:0:0:0:0:0:1]", "-")).isLocal()).isTrue();
        assertThat(TEN.clientOf(delivery("10.0.0.1", "X-Forwarded-For: 127.0.0.1"))
                        .isLocal())
                .isFalse();
        TrustedProxies here = TrustedProxies.of(Header.X_FORWARDED_FOR, List.of("127.0.0.1"));
        assertThat(here.clientOf(delivery("127.0.0.1", "X-Forwarded-For: 203.0.113.9"))
                        .isLocal())
                .isFalse();
        assertThat(here.clientOf(delivery("127.0.0.1", "X-Forwarded-For: 127.0.0.2"))
                        .isLocal())
                .isTrue();
        assertThat(here.clientOf(delivery("127.0.0.1", "-")).isLocal()).isTrue();
    }

    @Test
    void noProxyAtAll_orOneThatIsNone_isAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(Header.FORWARDED, List.of()))
                .withMessageContaining("use none()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(Header.FORWARDED, List.of("10.0.0.0/8", "10.0.0.1/8")))
                .withMessageContaining("write 10.0.0.0/8 for the range");
    }
}

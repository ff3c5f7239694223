package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.TrustedProxies.Header;
import io.countersign.verify.Delivery;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TrustedProxiesProps {
    private static final List<TrustedProxies> WAYS = List.of(
            TrustedProxies.none(),
            TrustedProxies.alreadyAppliedByServer(),
            TrustedProxies.of(Header.X_FORWARDED_FOR, List.of("10.0.0.0/8", "127.0.0.1", "2001:db8:1::/48")),
            TrustedProxies.of(Header.FORWARDED, List.of("10.0.0.0/8", "127.0.0.1", "2001:db8:1::/48")));

    @Provide
    Arbitrary<String> clients() {
        Arbitrary<Integer> octets = Arbitraries.integers().between(0, 255);
        Arbitrary<Integer> groups = Arbitraries.integers().between(0, 0xffff);
        return Arbitraries.oneOf(
                Combinators.combine(octets, octets).as((c, d) -> "203.0." + c + "." + d),
                Combinators.combine(groups, groups)
                        .as((g, h) -> "2a00::1:" + Integer.toHexString(g) + ":" + Integer.toHexString(h)));
    }

    /** What a client may write of itself: names of all headers that anybody ever read, and values that look like addresses. */
    @Provide
    Arbitrary<List<String[]>> lies() {
        Arbitrary<String> names = Arbitraries.of(
                "X-Forwarded-For",
                "x-forwarded-for",
                "Forwarded",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "True-Client-IP",
                "Via");
        Arbitrary<String> nodes = Arbitraries.of(
                "127.0.0.1",
                "10.0.0.1",
                "198.51.100.7",
                "[2001:db8:1::1]",
                "for=127.0.0.1",
                "for=\"[2001:db8:1::1]:47\"",
                "for=10.0.0.1;proto=https",
                "https",
                "unknown",
                "\"",
                "\\",
                "",
                "for=\"",
                ";",
                "_x",
                "::ffff:10.0.0.1");
        Arbitrary<String> values = Arbitraries.oneOf(
                nodes.list().ofMaxSize(25).map(parts -> String.join(",", parts)),
                nodes.list().ofMaxSize(6).map(parts -> String.join("", parts)),
                Arbitraries.strings().ofMaxLength(60));
        return Combinators.combine(names, values)
                .as((name, value) -> new String[] {name, value})
                .list()
                .ofMaxSize(6);
    }

    private static Delivery.Builder from(String peer, List<String[]> lines) {
        Delivery.Builder delivery =
                Delivery.post("/").peer(peer).encrypted(false).receivedAt(Instant.EPOCH);
        lines.forEach(line -> delivery.header(line[0], line[1]));
        return delivery;
    }

    @Property(tries = 2000)
    void directClient_canNeverChooseItsOwnAddress(
            @ForAll("clients") String client, @ForAll("lies") List<String[]> lies) {
        for (TrustedProxies way : WAYS) {
            Delivery honest = from(client, List.of()).build();
            Delivery lying = from(client, lies).build();

            assertThat(way.clientAddress(lying)).isPresent().isEqualTo(way.clientAddress(honest));
            assertThat(way.clientOf(lying).tls()).isEqualTo(Client.Tls.NO);
            assertThat(way.clientOf(lying).isLocal()).isFalse();
            assertThat(way.clientOf(lying).household())
                    .isEqualTo(way.clientOf(honest).household());
        }
    }

    /** The proxy adds a line of its own below what the client wrote, as it may. */
    @Property(tries = 2000)
    void clientBehindAProxyOfOurs_canHideItsAddressButNotChooseIt(
            @ForAll("clients") String client, @ForAll("lies") List<String[]> lies) {
        String node = client.contains(":") ? "\"[" + client + "]\"" : client;
        Delivery lying = from("10.0.0.1", lies)
                .header("X-Forwarded-For", client)
                .header("Forwarded", "for=" + node)
                .build();
        String honest = TrustedProxies.none()
                .clientAddress(from(client, List.of()).build())
                .orElseThrow();

        for (TrustedProxies way : WAYS.subList(2, WAYS.size())) {
            assertThat(way.clientAddress(lying).orElse(honest)).isEqualTo(honest);
            assertThat(way.clientOf(lying).isLocal()).isFalse();
        }
    }

    @Property(tries = 2000)
    void anythingAtAll_isReadWithoutAnException(
            @ForAll("lies") List<String[]> lies, @ForAll String peer, @ForAll("lies") List<String[]> more) {
        for (TrustedProxies way : WAYS) {
            assertThat(way.clientAddress(from("127.0.0.1", lies).build())).isNotNull();
            assertThat(way.clientAddress(from(peer, more).build())).isNotNull();
        }
    }
}

package io.countersign;

import io.countersign.internal.Ascii;
import io.countersign.internal.ip.IpAddress;
import io.countersign.internal.ip.IpRange;
import io.countersign.verify.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from which address a request came, and whether by TLS: that of the connection, or what a proxy says of it, if it is
 * one of ours. What anybody else says of himself is not looked at.
 *
 * <p>A proxy adds the address that it sees at the right of a header. So the header is read from the right: as long as an address
 * is that of a proxy of ours, the next one to the left was written by that proxy; the first that is not is the client's, and what
 * stands left of it is whatever the client wanted us to read. If all are ours, the leftmost is. Where something else than an address stands
 * at the place that counts, or more than 20 do in all, the address is unknown, and nobody is taken for a client that is allowed.
 *
 * <p>Addresses are literals; no name server is ever asked.
 *
 * <p>Thread rule: immutable.
 */
public final class TrustedProxies {
    /** In which header a proxy says for whom it forwards. It must be the one that your proxies write; the other is not read. */
    public enum Header {
        /** {@code X-Forwarded-For}, with {@code X-Forwarded-Proto}. */
        X_FORWARDED_FOR,
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED
    }

    private static final TrustedProxies NONE = new TrustedProxies(null, List.of(), true);
    private static final TrustedProxies CONTAINER = new TrustedProxies(null, List.of(), false);
    private static final List<String> FOR_HEADERS = List.of("X-Forwarded-For", "Forwarded");

    private final @Nullable Header header;
    private final List<IpRange> ranges;
    private final boolean noticesOthers;

    private TrustedProxies(@Nullable Header header, List<IpRange> ranges, boolean noticesOthers) {
        this.header = header;
        this.ranges = ranges;
        this.noticesOthers = noticesOthers;
    }

    /** No proxy is known: the client is whoever holds the other end of the connection. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * The server has dealt with proxies already, so that the address it reports is the client's: Tomcat's {@code RemoteIpValve},
     * Jetty's {@code ForwardedRequestCustomizer}, the PROXY protocol. To read the headers once more would be to believe the client.
     */
    public static TrustedProxies alreadyAppliedByServer() {
        return CONTAINER;
    }

    /**
     * Our proxies are in these ranges, such as {@code 10.0.0.0/8} or {@code 2001:db8::7}, and write that header.
     *
     * @throws IllegalArgumentException where there is none, or one that is no range of addresses, with the mend
     */
    public static TrustedProxies of(Header header, Collection<String> ranges) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("there is no trusted proxy; name their addresses, or use none()");
        }
        return new TrustedProxies(header, ranges.stream().map(IpRange::parse).toList(), true);
    }

    /** The client's address as text, an IPv6 address as in RFC 5952; empty where it is not known. */
    public Optional<String> clientAddress(Delivery delivery) {
        return Optional.ofNullable(clientOf(delivery).address()).map(IpAddress::toString);
    }

    Client clientOf(Delivery delivery) {
        String reported = delivery.peer().orElse(null);
        IpAddress peer = reported == null ? null : IpAddress.parseHost(reported);
        if (header != null && peer != null && isTrusted(peer)) {
            return clientBehind(peer, header, delivery);
        }
        return new Client(
                peer,
                peer == null ? reported : peer.household(),
                tlsOf(delivery),
                peer != null && peer.isLoopback(),
                peer);
    }

    /** The peer of the connection where it says that it forwards for somebody, and is no proxy of ours. */
    Optional<IpAddress> unknownProxy(Client client, Delivery delivery) {
        return noticesOthers && client.peer() != null && !isTrusted(client.peer()) && forwards(delivery)
                ? Optional.of(client.peer())
                : Optional.empty();
    }

    private static boolean forwards(Delivery delivery) {
        for (String name : FOR_HEADERS) {
            if (!delivery.headerLines(name).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean isTrusted(IpAddress address) {
        for (IpRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private Client clientBehind(IpAddress proxy, Header header, Delivery delivery) {
        Hop client = header == Header.FORWARDED
                ? clientAmong(forwardedHops(delivery), proxy)
                : clientAmong(forwardedForHops(delivery), proxy);
        IpAddress address = client.address();
        boolean isLocal = address != null && address.isLoopback() && proxy.isLoopback();
        Client.Tls tls = header == Header.FORWARDED
                ? tlsSaid(client.proto() == null ? List.of() : List.of(client.proto()), delivery)
                : tlsSaid(listed(delivery, "X-Forwarded-Proto"), delivery);
        return new Client(address, (address == null ? proxy : address).household(), tls, isLocal, proxy);
    }

    /** Walks from the right to the first that is no proxy of ours, or that cannot be told. */
    private Hop clientAmong(@Nullable List<Hop> hops, IpAddress proxy) {
        if (hops == null) {
            return Hop.UNKNOWN;
        }
        Hop client = new Hop(proxy, null);
        for (int i = hops.size() - 1; i >= 0; i--) {
            client = hops.get(i);
            if (client.address() == null || !isTrusted(client.address())) {
                return client;
            }
        }
        return client;
    }

    /** Null where there are too many, or one line cannot be read. */
    private static @Nullable List<Hop> forwardedHops(Delivery delivery) {
        List<Hop> hops = new ArrayList<>();
        for (String line : delivery.headerLines("Forwarded")) {
            if (!ForwardedHeader.read(line, hops)) {
                return null;
            }
        }
        return hops;
    }

    private static @Nullable List<Hop> forwardedForHops(Delivery delivery) {
        List<String> nodes = listed(delivery, "X-Forwarded-For");
        return nodes.size() > Hop.MAX_HOPS
                ? null
                : nodes.stream()
                        .map(node -> new Hop(IpAddress.parseHostAndPort(node), null))
                        .toList();
    }

    /** What stands between the commas of all lines of that header, in order. */
    private static List<String> listed(Delivery delivery, String name) {
        return delivery.headerLines(name).stream()
                // A limit below zero keeps what is empty at the end.
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(Ascii::trim)
                .toList();
    }

    /** What the proxies say, if they do: each of them must have been reached by TLS. */
    private static Client.Tls tlsSaid(List<String> protocols, Delivery delivery) {
        if (protocols.isEmpty()) {
            return tlsOf(delivery) == Client.Tls.YES ? Client.Tls.YES : Client.Tls.UNSAID_BY_PROXY;
        }
        return protocols.stream().allMatch("https"::equalsIgnoreCase) ? Client.Tls.YES : Client.Tls.NO_SAYS_PROXY;
    }

    private static Client.Tls tlsOf(Delivery delivery) {
        return delivery.encrypted()
                .map(encrypted -> encrypted ? Client.Tls.YES : Client.Tls.NO)
                .orElse(Client.Tls.UNTOLD);
    }
}

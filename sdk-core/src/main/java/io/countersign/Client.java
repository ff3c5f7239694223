package io.countersign;

import io.countersign.internal.ip.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a request, as far as it can be told. It proves nothing. Immutable.
 *
 * @param address the client's address, or {@code null} where it is not known
 * @param household under what its requests are counted, or {@code null} where the server does not even report a peer
 * @param tls whether it came by TLS
 * @param isLocal whether it came from this machine
 * @param peer the address of the connection's other end, or {@code null} where it is none
 */
record Client(
        @Nullable IpAddress address,
        @Nullable String household,
        Tls tls,
        boolean isLocal,
        @Nullable IpAddress peer) {

    /** Whether a request came by TLS. */
    enum Tls {
        /** It did. */
        YES,
        /** The server says that it did not. */
        NO,
        /** A proxy of ours says that it did not. */
        NO_SAYS_PROXY,
        /** It did not from a proxy of ours to us, and the proxy does not say how it came there. */
        UNSAID_BY_PROXY,
        /** The adapter does not say. */
        UNTOLD
    }
}

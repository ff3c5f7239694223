package io.countersign;

import static java.util.Objects.requireNonNull;

import io.countersign.internal.ip.IpRange;
import io.countersign.provider.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an endpoint asks of whoever connects, before it reads anything of a body. None of it proves who sends: that is for the
 * scheme and the secrets.
 *
 * <pre>{@code
 * PeerPolicy peers = PeerPolicy.builder()
 *         .trustedProxies(TrustedProxies.of(TrustedProxies.Header.X_FORWARDED_FOR, List.of("10.0.0.0/8")))
 *         .allowProvider()
 *         .build();
 * }</pre>
 *
 * <p>By default: deliveries come by TLS, or from this machine; no proxy is known; any address may send.
 *
 * <p>Thread rule: immutable; its builder is confined to one thread.
 */
public final class PeerPolicy {
    /** What holds where nobody chooses. */
    static final PeerPolicy DEFAULT = builder().build();

    private final TrustedProxies proxies;
    private final List<IpRange> allowed;
    private final boolean allowsProvider;
    private final boolean enforced;
    private final boolean unencrypted;
    private final List<CertificateRule> certificates;

    private PeerPolicy(Builder builder) {
        this.proxies = builder.proxies;
        this.allowed = List.copyOf(builder.allowed);
        this.allowsProvider = builder.allowsProvider;
        this.enforced = builder.enforced;
        this.unencrypted = builder.unencrypted;
        this.certificates = List.copyOf(builder.certificates);
    }

    /** A builder of the default. */
    public static Builder builder() {
        return new Builder();
    }

    TrustedProxies proxies() {
        return proxies;
    }

    /** Whether addresses outside of {@link #allowedOf} are refused, rather than told of. */
    boolean isEnforced() {
        return enforced;
    }

    boolean takesUnencrypted() {
        return unencrypted;
    }

    /**
     * The allowed addresses for that provider; none means any.
     *
     * @throws IllegalArgumentException where the provider's are wanted, and it names none
     */
    List<IpRange> allowedOf(Provider<?> provider) {
        if (!allowsProvider) {
            return allowed;
        }
        if (provider.egressAddresses().isEmpty()) {
            throw new IllegalArgumentException(
                    provider.name() + " names no addresses that it sends from; name the ranges instead, or allow any");
        }
        return Stream.concat(
                        allowed.stream(), provider.egressAddresses().stream().map(IpRange::parse))
                .toList();
    }

    boolean asksForCertificate() {
        return !certificates.isEmpty();
    }

    boolean accepts(X509Certificate certificate) {
        return certificates.stream().anyMatch(rule -> rule.matches(certificate));
    }

    /** Builds a {@link PeerPolicy}. Confined to one thread. */
    public static final class Builder {
        private TrustedProxies proxies = TrustedProxies.none();
        private final List<IpRange> allowed = new ArrayList<>();
        private boolean allowsProvider;
        private boolean enforced;
        private boolean unencrypted;
        private final List<CertificateRule> certificates = new ArrayList<>();

        private Builder() {}

        /** Whose word is taken for where a delivery came from; default nobody's. */
        public Builder trustedProxies(TrustedProxies proxies) {
            this.proxies = requireNonNull(proxies, "proxies");
            return this;
        }

        /**
         * Addresses that deliveries are expected from, such as {@code 203.0.113.7} or {@code 2001:db8::/32}. A delivery from
         * elsewhere is logged, told to the listener, and let in, unless {@link #enforceAllowed} is called.
         *
         * @throws IllegalArgumentException where one is no range of addresses, with the mend
         */
        public Builder allow(Collection<String> ranges) {
            allowed.addAll(ranges.stream().map(IpRange::parse).toList());
            return this;
        }

        /** As {@link #allow}, with the addresses that the provider says it sends from. */
        public Builder allowProvider() {
            this.allowsProvider = true;
            return this;
        }

        /**
         * Refuses, with the 401 of a forged delivery, whatever comes from elsewhere. Many senders take that as final: if the
         * provider moves to new addresses, its events are lost until those are added.
         */
        public Builder enforceAllowed() {
            this.enforced = true;
            return this;
        }

        /**
         * Takes deliveries that did not come by TLS: where TLS ends at a proxy that cannot say so, or on a network of your own.
         * Whoever is on the way then reads the bodies, and secrets that are shown rather than used to sign.
         */
        public Builder allowUnencrypted() {
            this.unencrypted = true;
            return this;
        }

        /**
         * Wants a client certificate with exactly this subject, besides the proof of the scheme; the server must ask for
         * certificates and verify them. Several calls allow for several.
         *
         * @param distinguishedName as in RFC 2253, for example {@code CN=hooks.example.com,O=Example}
         * @throws IllegalArgumentException where it is no such name
         */
        public Builder requireClientSubject(String distinguishedName) {
            certificates.add(CertificateRule.subject(distinguishedName));
            return this;
        }

        /**
         * As {@link #requireClientSubject}, by a DNS name among the certificate's subject alternative names.
         *
         * @throws IllegalArgumentException where it is no plain host name; there are no wildcards
         */
        public Builder requireClientDnsName(String name) {
            certificates.add(CertificateRule.dnsName(name));
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException where addresses are enforced, and none are allowed
         */
        public PeerPolicy build() {
            if (enforced && allowed.isEmpty() && !allowsProvider) {
                throw new IllegalArgumentException(
                        "allowed addresses are enforced, but none are named; name them, or enforce nothing");
            }
            return new PeerPolicy(this);
        }
    }
}

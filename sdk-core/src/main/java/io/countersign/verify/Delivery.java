package io.countersign.verify;

import static java.util.Objects.requireNonNull;

import io.countersign.internal.Ascii;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request that tries to deliver: method, URL, header lines and the exact bytes of its body. Nothing about it is
 * proved.
 *
 * <pre>{@code
 * Delivery delivery = Delivery.post("/webhooks/acme")
 *         .header("X-Acme-Signature", signature)
 *         .body(bytes)
 *         .receivedAt(clock.instant())
 *         .build();
 * }</pre>
 *
 * <p>Thread rule: immutable, as long as nobody changes the array that was given to {@link Builder#body}.
 */
public final class Delivery {
    private static final int MAX_TENANT_CHARS = 64;

    private final String method;
    private final String url;
    /** Name, value, name, value ...; what stands behind the first {@code lineCount} pairs belongs to nobody. */
    private final @Nullable String[] lines;

    private final int lineCount;
    private final byte[] body;
    private final @Nullable String peer;
    private final @Nullable Boolean encrypted;
    private final @Nullable X509Certificate clientCertificate;
    private final @Nullable String tenant;
    private final Instant receivedAt;

    private Delivery(Builder builder, Instant receivedAt) {
        this.method = builder.method;
        this.url = builder.url;
        this.lines = builder.lines;
        this.lineCount = builder.lineCount;
        this.body = builder.body;
        this.peer = builder.peer;
        this.encrypted = builder.encrypted;
        this.clientCertificate = builder.clientCertificate;
        this.tenant = builder.tenant;
        this.receivedAt = receivedAt;
    }

    /** A delivery by POST to that URL, or to that path where no scheme signs the URL. */
    public static Builder post(String url) {
        return new Builder("POST", url);
    }

    /** A delivery by another method. */
    public static Builder of(String method, String url) {
        return new Builder(method, url);
    }

    /** The HTTP method, as sent. */
    public String method() {
        return method;
    }

    /** The URL or path, query included, as sent. It may hold a secret: do not log it. */
    public String url() {
        return url;
    }

    /** Hands over name and value of each header line in order, as sent; a repeated header comes repeatedly. */
    public void forEachHeaderLine(BiConsumer<String, String> consumer) {
        for (int i = 0; i < lineCount; i++) {
            consumer.accept(requireNonNull(lines[2 * i]), valueOf(i));
        }
    }

    /** The values of all lines of that header, in order; names are compared without regard to case. */
    public List<String> headerLines(String name) {
        List<String> values = new ArrayList<>(1);
        for (int line = nextLine(name, 0); line >= 0; line = nextLine(name, line + 1)) {
            values.add(valueOf(line));
        }
        return values;
    }

    /** The index of the first line of that header from {@code from} on, or -1. */
    int nextLine(String name, int from) {
        for (int i = from; i < lineCount; i++) {
            if (name.equalsIgnoreCase(lines[2 * i])) {
                return i;
            }
        }
        return -1;
    }

    /** The value of the line at that index. */
    String valueOf(int line) {
        return requireNonNull(lines[2 * line + 1]);
    }

    int lineCount() {
        return lineCount;
    }

    String nameOf(int line) {
        return requireNonNull(lines[2 * line]);
    }

    /** The value of a header that was sent exactly once; empty where it was not sent, or several times. */
    public Optional<String> header(String name) {
        List<String> values = headerLines(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** A copy of the body, byte for byte as it arrived. */
    public byte[] body() {
        return body.clone();
    }

    /** The body itself, for the verifier, which only reads it. */
    byte[] bodyUnshared() {
        return body;
    }

    /** How many bytes the body has. */
    public int bodyLength() {
        return body.length;
    }

    /** The address of the peer as the server reports it; empty where it does not. */
    public Optional<String> peer() {
        return Optional.ofNullable(peer);
    }

    /** Whether the connection is encrypted, as the server reports it; empty where the adapter does not say. */
    public Optional<Boolean> encrypted() {
        return Optional.ofNullable(encrypted);
    }

    /** The certificate of the connection's other end, where the server asked for one and verified it. */
    public Optional<X509Certificate> clientCertificate() {
        return Optional.ofNullable(clientCertificate);
    }

    /**
     * The tenant that the route names: what {@link Builder#tenant} was given, else the last segment of the path. It proves
     * nothing; only {@link VerifiedDelivery#tenant()} was proved.
     *
     * @return empty where it is not 1 to 64 letters, digits, dots, dashes, underscores and tildes
     */
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant == null ? lastPathSegment() : tenant)
                .filter(name -> Ascii.isUnreserved(name, MAX_TENANT_CHARS));
    }

    /** What stands between the last slash of the path and its end or the query. */
    String lastPathSegment() {
        int query = url.indexOf('?');
        int end = query < 0 ? url.length() : query;
        return url.substring(url.lastIndexOf('/', end) + 1, end);
    }

    /** When it arrived, by the receiver's clock; freshness and the windows of secrets are judged at this instant. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Method and size: nothing that the sender wrote. */
    @Override
    public String toString() {
        return "Delivery[" + body.length + " bytes]";
    }

    /** Builds a {@link Delivery}. Confined to one thread. */
    public static final class Builder {
        private static final int USUAL_LINES = 12;
        private static final byte[] NO_BYTES = {};

        private final String method;
        private final String url;
        /** Lines are only ever added, behind those that a delivery which was built already looks at. */
        private @Nullable String[] lines = new @Nullable String[2 * USUAL_LINES];

        private int lineCount;

        private byte[] body = NO_BYTES;
        private @Nullable String peer;
        private @Nullable Boolean encrypted;
        private @Nullable X509Certificate clientCertificate;
        private @Nullable String tenant;
        private @Nullable Instant receivedAt;

        private Builder(String method, String url) {
            this.method = requireNonNull(method, "method");
            this.url = requireNonNull(url, "url");
        }

        /** Adds one header line; a repeated line is added by calling this again. */
        public Builder header(String name, String value) {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
            if (2 * lineCount == lines.length) {
                lines = Arrays.copyOf(lines, 2 * lines.length);
            }
            lines[2 * lineCount] = name;
            lines[2 * lineCount + 1] = value;
            lineCount++;
            return this;
        }

        /**
         * Adds all header lines of a server that names its headers and tells the lines of each by its name, as the Servlet API
         * does. A header that it names once for each way it was spelt is asked for once.
         */
        public Builder headers(Enumeration<String> names, Function<String, Enumeration<String>> linesOf) {
            while (names.hasMoreElements()) {
                String name = names.nextElement();
                if (!hasLineOf(name)) {
                    for (Enumeration<String> values = linesOf.apply(name); values.hasMoreElements(); ) {
                        header(name, values.nextElement());
                    }
                }
            }
            return this;
        }

        private boolean hasLineOf(String name) {
            for (int i = 0; i < lineCount; i++) {
                if (name.equalsIgnoreCase(lines[2 * i])) {
                    return true;
                }
            }
            return false;
        }

        /** The body. The array is taken over, not copied: do not change it afterwards. */
        public Builder body(byte[] body) {
            this.body = requireNonNull(body, "body");
            return this;
        }

        /** The address of the peer, as the server reports it; no header of the request decides about it here. */
        public Builder peer(@Nullable String address) {
            this.peer = address;
            return this;
        }

        /** Whether the connection is encrypted, as the server reports it. Where nobody says, it is taken for not encrypted. */
        public Builder encrypted(boolean encrypted) {
            this.encrypted = encrypted;
            return this;
        }

        /** The certificate of the connection's other end, if the server has verified it; never one out of a header. */
        public Builder clientCertificate(@Nullable X509Certificate certificate) {
            this.clientCertificate = certificate;
            return this;
        }

        /** The tenant that the route names, on an endpoint that serves many; default the last segment of the path. */
        public Builder tenant(@Nullable String tenant) {
            this.tenant = tenant;
            return this;
        }

        /** When it arrived. Required. */
        public Builder receivedAt(Instant instant) {
            this.receivedAt = requireNonNull(instant, "instant");
            return this;
        }

        /**
         * The delivery.
         *
         * @throws IllegalStateException where {@link #receivedAt} was not called
         */
        public Delivery build() {
            if (receivedAt == null) {
                throw new IllegalStateException("call receivedAt(clock.instant()) before build()");
            }
            return new Delivery(this, receivedAt);
        }
    }
}

package io.countersign.verify;

import static java.util.Objects.requireNonNull;

import io.countersign.internal.Ascii;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    private final String method;
    private final String url;
    /** Name, value, name, value ...; what stands behind the first {@code lineCount} pairs belongs to nobody. */
    private final @Nullable String[] lines;

    private final int lineCount;
    private final byte[] body;
    private final @Nullable String peer;
    private final Instant receivedAt;

    private Delivery(Builder builder, Instant receivedAt) {
        this.method = builder.method;
        this.url = builder.url;
        this.lines = builder.lines;
        this.lineCount = builder.lineCount;
        this.body = builder.body;
        this.peer = builder.peer;
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

    /** The names of the header lines in order, as sent: one for each line, so a repeated header is named repeatedly. */
    public List<String> headerNames() {
        List<String> names = new ArrayList<>(lineCount);
        for (int i = 0; i < lineCount; i++) {
            names.add(requireNonNull(lines[2 * i]));
        }
        return names;
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

    boolean has(String name) {
        return nextLine(name, 0) >= 0;
    }

    /** The value of a header that must be there exactly once, without the blanks around it. */
    String onlyLine(String name, RejectionReason whenMissing) throws Refusal {
        int line = nextLine(name, 0);
        if (line < 0) {
            throw new Refusal(whenMissing);
        }
        if (nextLine(name, line + 1) >= 0) {
            throw new Refusal(RejectionReason.HEADER_REPEATED);
        }
        return Ascii.trim(valueOf(line));
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

        private final String method;
        private final String url;
        private @Nullable String[] lines = new @Nullable String[2 * USUAL_LINES];
        private int lineCount;
        /** A delivery has the array already; the next line goes to a copy. */
        private boolean linesHandedOver;

        private byte[] body = new byte[0];
        private @Nullable String peer;
        private @Nullable Instant receivedAt;

        private Builder(String method, String url) {
            this.method = requireNonNull(method, "method");
            this.url = requireNonNull(url, "url");
        }

        /** Adds one header line; a repeated line is added by calling this again. */
        public Builder header(String name, String value) {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
            if (linesHandedOver || 2 * lineCount == lines.length) {
                lines = Arrays.copyOf(lines, Math.max(lines.length, 2 * (lineCount + USUAL_LINES)));
                linesHandedOver = false;
            }
            lines[2 * lineCount] = name;
            lines[2 * lineCount + 1] = value;
            lineCount++;
            return this;
        }

        /** The body. The array is taken over, not copied: do not change it afterwards. */
        public Builder body(byte[] body) {
            this.body = requireNonNull(body, "body");
            return this;
        }

        /** The address of the peer. */
        public Builder peer(@Nullable String address) {
            this.peer = address;
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
            linesHandedOver = true;
            return new Delivery(this, receivedAt);
        }
    }
}

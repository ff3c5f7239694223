package io.countersign.benchmarks.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.verify.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a servlet gives: the bytes of a body and the header lines of a request. Immutable by agreement. */
final class Arrival {
    /** One header line. */
    record Line(String name, String value) {}

    /** What senders' HTTP clients and a reverse proxy add to the headers of the scheme. */
    private static final List<Line> OF_ANY_REQUEST = List.of(
            new Line("Host", "hooks.example.com"),
            new Line("User-Agent", "Webhook-Sender/1.0 (+https://sender.example.com)"),
            new Line("Accept", "*/*"),
            new Line("Accept-Encoding", "gzip"),
            new Line("Content-Type", "application/json"),
            new Line("X-Forwarded-For", "203.0.113.7"));

    private final byte[] body;
    private final List<Line> lines;

    private Arrival(byte[] body, List<Line> lines) {
        this.body = body;
        this.lines = lines;
    }

    static Arrival of(byte[] body, Line... ofTheScheme) {
        return new Arrival(
                body,
                Stream.concat(OF_ANY_REQUEST.stream(), Stream.of(ofTheScheme)).toList());
    }

    /** Every line, as an adapter hands them over, and the time on the clock. */
    Delivery toDelivery() {
        Delivery.Builder delivery = Delivery.post("/webhooks/acme").body(body).receivedAt(Instant.now());
        for (Line line : lines) {
            delivery.header(line.name(), line.value());
        }
        return delivery.build();
    }

    /** The body as the peers take it. */
    String text() {
        return new String(body, UTF_8);
    }

    /** One header, as {@code HttpServletRequest.getHeader} finds it. */
    String header(String name) {
        for (Line line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                return line.value();
            }
        }
        throw new IllegalArgumentException("the arrival has no header " + name);
    }
}

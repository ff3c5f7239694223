package io.countersign.diagnosis;

import io.countersign.verify.Delivery;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Deliveries that differ from another in one thing. Stateless. */
final class Deliveries {
    private Deliveries() {}

    static Delivery receivedAt(Delivery delivery, Instant instant) {
        return copy(delivery, delivery.url(), delivery.body(), instant, UnaryOperator.identity());
    }

    static Delivery withBody(Delivery delivery, byte[] body) {
        return copy(delivery, delivery.url(), body, delivery.receivedAt(), UnaryOperator.identity());
    }

    static Delivery withUrl(Delivery delivery, String url) {
        return copy(delivery, url, delivery.body(), delivery.receivedAt(), UnaryOperator.identity());
    }

    /** The same delivery by the URL under which the sender calls that origin. */
    static Delivery calledAt(Delivery delivery, URI origin) {
        String url = delivery.url();
        return url.startsWith("/") ? withUrl(delivery, origin.toString().replaceFirst("/$", "") + url) : delivery;
    }

    /** The same delivery with all lines of one header under another name. */
    static Delivery renamed(Delivery delivery, String from, String to) {
        return copy(
                delivery,
                delivery.url(),
                delivery.body(),
                delivery.receivedAt(),
                name -> name.equalsIgnoreCase(from) ? to : name);
    }

    private static Delivery copy(
            Delivery delivery, String url, byte[] body, Instant receivedAt, UnaryOperator<String> naming) {
        Delivery.Builder copy = Delivery.of(delivery.method(), url).body(body).receivedAt(receivedAt);
        delivery.forEachHeaderLine((name, value) -> copy.header(naming.apply(name), value));
        return copy.build();
    }

    /** The names of the headers, each once, as it was first written. */
    static List<String> headerNames(Delivery delivery) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> inOrder = new ArrayList<>();
        delivery.forEachHeaderLine((name, value) -> {
            if (names.add(name)) {
                inOrder.add(name);
            }
        });
        return inOrder;
    }
}

package io.countersign.samples.relay.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.testkit.Sender;
import io.countersign.testkit.SignedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One provider, honest and otherwise: what every endpoint must take and refuse, whoever sends.
 *
 * <p>Thread rule: immutable.
 *
 * @param name the provider's name for the table
 * @param endpoint the endpoint that it delivers to
 * @param sender delivers as the provider does
 * @param impostor delivers in the same way, with a secret of its own
 * @param proofHeader the header that carries the proof
 * @param signsBody whether the proof covers the body
 * @param damagedProof makes the proof something that the provider never sends
 */
record Simulator(
        String name,
        String endpoint,
        Sender sender,
        Sender impostor,
        String proofHeader,
        boolean signsBody,
        UnaryOperator<SignedRequest> damagedProof) {

    private static final byte[] NOT_THE_PAYLOAD = "{\"hello\": [".getBytes(UTF_8);

    /** The rows that every provider gets, for that incident. */
    List<DemoRow> rows(DemoClient client, byte[] incident) {
        SignedRequest delivery = sender.deliver(incident);
        List<DemoRow> rows = new ArrayList<>();
        rows.add(row("a new incident", "200 handled", 1, client, delivery));
        rows.add(row("the same once more", "200 duplicate", 0, client, delivery));
        rows.add(row("forged: with another secret", "401", 0, client, impostor.deliver(incident)));
        rows.add(row("forged: without any proof", "401", 0, client, delivery.withoutHeader(proofHeader)));
        if (signsBody) {
            rows.add(row("tampered: one bit of the body changed", "401", 0, client, delivery.tampered()));
        }
        rows.add(row("malformed " + proofHeader, "401", 0, client, damagedProof.apply(delivery)));
        rows.add(row("proved, but not JSON", "422", 0, client, sender.deliver(NOT_THE_PAYLOAD)));
        return rows;
    }

    /** A row for one delivery to this provider's endpoint that reaches both destinations or none. */
    DemoRow row(String sent, String answer, int forwards, DemoClient client, SignedRequest delivery) {
        return new DemoRow(name, sent, answer, forwards, forwards, () -> client.send(delivery, endpoint));
    }
}

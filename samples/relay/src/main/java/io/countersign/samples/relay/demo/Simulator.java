package io.countersign.samples.relay.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.SignedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * One provider, honest and otherwise: what every endpoint must take and refuse, whoever sends.
 *
 * <p>Thread rule: immutable.
 */
final class Simulator {
    private static final byte[] NOT_THE_PAYLOAD = "{\"hello\": [".getBytes(UTF_8);

    private final String name;
    private final String endpoint;
    private final Rotation secrets;
    private final Function<SigningSecret, Sender> delivers;
    private final String proofHeader;
    private final boolean signsBody;
    private final UnaryOperator<SignedRequest> damagedProof;

    /**
     * @param name the provider's name for the table
     * @param endpoint the endpoint that it delivers to
     * @param secrets what that endpoint is configured with
     * @param delivers how somebody who knows a secret delivers
     * @param proofHeader the header that carries the proof
     * @param signsBody whether the proof covers the body
     * @param damagedProof makes the proof something that the provider never sends
     */
    Simulator(
            String name,
            String endpoint,
            Rotation secrets,
            Function<SigningSecret, Sender> delivers,
            String proofHeader,
            boolean signsBody,
            UnaryOperator<SignedRequest> damagedProof) {
        this.name = name;
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.delivers = delivers;
        this.proofHeader = proofHeader;
        this.signsBody = signsBody;
        this.damagedProof = damagedProof;
    }

    String name() {
        return name;
    }

    String endpoint() {
        return endpoint;
    }

    /** The provider with its current secret. */
    Sender sender() {
        return delivers.apply(secrets.current);
    }

    /**
     * The rows that every provider gets.
     *
     * @param incidents the opening of an incident by its number, which makes its ids
     */
    List<DemoRow> rows(DemoClient client, StandIn pagerDuty, IntFunction<byte[]> incidents) {
        byte[] first = incidents.apply(1);
        SignedRequest delivery = sender().deliver(first);
        List<DemoRow> rows = new ArrayList<>();
        rows.add(row("a new incident", "200 handled", 1, client, delivery));
        rows.add(row("the same once more", "200 duplicate", 0, client, delivery));
        rows.addAll(twoAtOnce(client, pagerDuty, incidents.apply(2)));
        rows.add(row("forged: with another secret", "401", 0, client, by(DemoSecrets.unknown(), first)));
        rows.add(row("forged: without any proof", "401", 0, client, delivery.withoutHeader(proofHeader)));
        rows.add(
                signsBody
                        ? row("tampered: one bit of the body changed", "401", 0, client, delivery.tampered())
                        : row(
                                "tampered: one letter of the secret changed",
                                "401",
                                0,
                                client,
                                by(DemoSecrets.altered(secrets.current), first)));
        rows.add(row(
                "old secret, inside its window", "200 handled", 1, client, by(secrets.previous, incidents.apply(3))));
        rows.add(row("old secret, after its window", "401", 0, client, by(secrets.expired, incidents.apply(4))));
        rows.add(row("malformed " + proofHeader, "401", 0, client, damagedProof.apply(delivery)));
        rows.add(row("proved, but not JSON", "422", 0, client, sender().deliver(NOT_THE_PAYLOAD)));
        return rows;
    }

    private SignedRequest by(SigningSecret secret, byte[] body) {
        return delivers.apply(secret).deliver(body);
    }

    private List<DemoRow> twoAtOnce(DemoClient client, StandIn pagerDuty, byte[] incident) {
        SignedRequest delivery = sender().deliver(incident);
        DemoRow both = new DemoRow(name, "two copies at the same time", "200 handled + 503 retry", 1, 1, () -> {
            pagerDuty.holdNext();
            CompletableFuture<String> held = client.sendAsync(delivery, endpoint);
            pagerDuty.awaitHeld();
            String other = client.send(delivery, endpoint);
            pagerDuty.release();
            return held.get() + " + " + other;
        });
        return List.of(both, row("the refused copy, sent again", "200 duplicate", 0, client, delivery));
    }

    /** A row for one delivery to this provider's endpoint that reaches both destinations or none. */
    DemoRow row(String sent, String answer, int forwards, DemoClient client, SignedRequest delivery) {
        return new DemoRow(name, sent, answer, forwards, forwards, () -> client.send(delivery, endpoint));
    }
}

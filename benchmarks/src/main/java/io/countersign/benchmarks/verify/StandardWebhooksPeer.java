package io.countersign.benchmarks.verify;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.countersign.benchmarks.verify.Arrival.Line;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The reference library of Standard Webhooks, used as cheaply as its API allows: keyed once, and given an immutable map of
 * just the three headers that it reads. ({@code HttpHeaders}, the other type it takes, costs more to build.)
 */
final class StandardWebhooksPeer {
    private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

    private final Webhook webhook;

    StandardWebhooksPeer(String secret) {
        try {
            webhook = new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** That body, signed now with this secret. */
    Arrival arrival(byte[] body) throws WebhookSigningException {
        return arrival(body, List.of(this));
    }

    /** That body, signed now with each secret in turn. */
    static Arrival arrival(byte[] body, List<StandardWebhooksPeer> signers) throws WebhookSigningException {
        long now = Instant.now().getEpochSecond();
        String text = Arrival.of(body).text();
        Stream.Builder<String> signatures = Stream.builder();
        for (StandardWebhooksPeer signer : signers) {
            signatures.add(signer.webhook.sign(ID, now, text));
        }
        return Arrival.of(
                body,
                new Line("webhook-id", ID),
                new Line("webhook-timestamp", Long.toString(now)),
                new Line(
                        "webhook-signature", String.join(" ", signatures.build().toList())));
    }

    void verify(Arrival arrival) throws WebhookVerificationException {
        webhook.verify(
                arrival.text(),
                Map.of(
                        "webhook-id", List.of(arrival.header("webhook-id")),
                        "webhook-timestamp", List.of(arrival.header("webhook-timestamp")),
                        "webhook-signature", List.of(arrival.header("webhook-signature"))));
    }
}

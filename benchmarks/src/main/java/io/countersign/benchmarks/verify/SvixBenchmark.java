package io.countersign.benchmarks.verify;

import com.svix.Webhook;
import com.svix.exceptions.EmptyWebhookSecretException;
import com.svix.exceptions.WebhookSigningException;
import com.svix.exceptions.WebhookVerificationException;
import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.scheme.Schemes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Svix, which is Standard Webhooks under its own header names or under the standard's, against Svix's library.
 *
 * <p>The library is keyed once and given an immutable map of just the three headers that it reads, which is the cheapest its
 * API allows. It signs the sample itself.
 */
public class SvixBenchmark extends PeerBenchmark {
    private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

    private final Webhook peer;

    /** One secret on both sides. */
    public SvixBenchmark() {
        super(Schemes.svix(), Samples.WHSEC);
        try {
            peer = new Webhook(Samples.WHSEC);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    Arrival signed(byte[] body) throws WebhookSigningException {
        long now = Instant.now().getEpochSecond();
        return Arrival.of(
                body,
                new Line("svix-id", ID),
                new Line("svix-timestamp", Long.toString(now)),
                new Line("svix-signature", peer.sign(ID, now, Arrival.of(body).text())));
    }

    @Override
    boolean peerVerifies(Arrival arrival) throws WebhookVerificationException {
        peer.verify(
                arrival.text(),
                Map.of(
                        "svix-id", List.of(arrival.header("svix-id")),
                        "svix-timestamp", List.of(arrival.header("svix-timestamp")),
                        "svix-signature", List.of(arrival.header("svix-signature"))));
        return true;
    }
}

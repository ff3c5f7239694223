package io.countersign.benchmarks.verify;

import com.svix.Webhook;
import com.svix.exceptions.EmptyWebhookSecretException;
import com.svix.exceptions.WebhookSigningException;
import com.svix.exceptions.WebhookVerificationException;
import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.scheme.Schemes;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Svix: Standard Webhooks under its own header names, against Svix's library.
 *
 * <p>As for Standard Webhooks, the cheapest the library can be given is an immutable map of the three headers it reads, and
 * it signs the sample itself.
 */
@State(Scope.Thread)
public class SvixBenchmark {
    private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

    /** The size of the body. */
    @Param({"256", "1024", "16384", "1048576"})
    public int bytes;

    private final WebhookVerifier verifier = WebhookVerifier.builder(Schemes.svix())
            .secrets(Samples.ring(Samples.WHSEC))
            .build();
    private final Webhook peer = peer();
    private Arrival arrival = Arrival.of(new byte[0]);
    private Delivery delivery = arrival.toDelivery();

    private static Webhook peer() {
        try {
            return new Webhook(Samples.WHSEC);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Signed anew before each iteration: the peer reads the wall clock. */
    @Setup(Level.Iteration)
    public void sign() throws WebhookSigningException, WebhookVerificationException {
        byte[] body = Samples.body(bytes);
        long now = Instant.now().getEpochSecond();
        arrival = Arrival.of(
                body,
                new Line("svix-id", ID),
                new Line("svix-timestamp", Long.toString(now)),
                new Line("svix-signature", peer.sign(ID, now, Arrival.of(body).text())));
        delivery = arrival.toDelivery();
        Samples.mustBeVerified(verifier.verify(delivery));
        svix();
    }

    /** Countersign, from the arrival on. */
    @Benchmark
    public Verification countersign() {
        return verifier.verify(arrival.toDelivery());
    }

    /** Countersign, the delivery given. */
    @Benchmark
    public Verification countersignGiven() {
        return verifier.verify(delivery);
    }

    /** The peer, from the arrival on. */
    @Benchmark
    public void svix() throws WebhookVerificationException {
        peer.verify(
                arrival.text(),
                Map.of(
                        "svix-id", List.of(arrival.header("svix-id")),
                        "svix-timestamp", List.of(arrival.header("svix-timestamp")),
                        "svix-signature", List.of(arrival.header("svix-signature"))));
    }
}

package io.countersign.benchmarks.verify;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
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
 * Standard Webhooks, against the reference library of that specification.
 *
 * <p>The library takes a {@code Map} of lists or {@code java.net.http.HttpHeaders}; the cheapest it can be given is an
 * immutable map of just the three headers it reads. It signs the sample itself, so both agree about the scheme.
 */
@State(Scope.Thread)
public class StandardWebhooksBenchmark {
    private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";

    /** The size of the body. */
    @Param({"256", "1024", "16384", "1048576"})
    public int bytes;

    private final WebhookVerifier verifier = WebhookVerifier.builder(Schemes.standardWebhooks())
            .secrets(Samples.ring(Samples.WHSEC))
            .build();
    private final Webhook peer = peer(Samples.WHSEC);
    private Arrival arrival = Arrival.of(new byte[0]);
    private Delivery delivery = arrival.toDelivery();

    /** Signed anew before each iteration: the peer reads the wall clock. */
    @Setup(Level.Iteration)
    public void sign() throws WebhookSigningException, WebhookVerificationException {
        arrival = signed(peer, Samples.body(bytes));
        delivery = arrival.toDelivery();
        Samples.mustBeVerified(verifier.verify(delivery));
        standardwebhooks();
    }

    static Webhook peer(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Arrival signed(Webhook sender, byte[] body) throws WebhookSigningException {
        long now = Instant.now().getEpochSecond();
        Arrival unsigned = Arrival.of(body);
        return Arrival.of(
                body,
                new Line("webhook-id", ID),
                new Line("webhook-timestamp", Long.toString(now)),
                new Line("webhook-signature", sender.sign(ID, now, unsigned.text())));
    }

    static Map<String, List<String>> headers(Arrival arrival) {
        return Map.of(
                "webhook-id", List.of(arrival.header("webhook-id")),
                "webhook-timestamp", List.of(arrival.header("webhook-timestamp")),
                "webhook-signature", List.of(arrival.header("webhook-signature")));
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
    public void standardwebhooks() throws WebhookVerificationException {
        peer.verify(arrival.text(), headers(arrival));
    }
}

package io.countersign.benchmarks.verify;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.scheme.Schemes;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Stripe, against stripe-java: its {@code verifyHeader}, which is {@code constructEvent} without reading the JSON. It signs
 * the sample itself.
 */
@State(Scope.Thread)
public class StripeBenchmark {
    private static final long TOLERANCE_SECONDS = 300;

    /** The size of the body. */
    @Param({"256", "1024", "16384", "1048576"})
    public int bytes;

    private final WebhookVerifier verifier = WebhookVerifier.builder(Schemes.stripe())
            .secrets(Samples.ring(Samples.WHSEC))
            .build();
    private Arrival arrival = Arrival.of(new byte[0]);
    private Delivery delivery = arrival.toDelivery();

    /** Signed anew before each iteration: the peer reads the wall clock. */
    @Setup(Level.Iteration)
    public void sign() throws GeneralSecurityException, SignatureVerificationException {
        byte[] body = Samples.body(bytes);
        String header =
                Webhook.Signature.generateSignatureHeader(Arrival.of(body).text(), Samples.WHSEC);
        arrival = Arrival.of(body, new Line("Stripe-Signature", header));
        delivery = arrival.toDelivery();
        Samples.mustBeVerified(verifier.verify(delivery));
        if (!stripe()) {
            throw new IllegalStateException("stripe-java refused what it signed");
        }
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
    public boolean stripe() throws SignatureVerificationException {
        return Webhook.Signature.verifyHeader(
                arrival.text(), arrival.header("Stripe-Signature"), Samples.WHSEC, TOLERANCE_SECONDS);
    }
}

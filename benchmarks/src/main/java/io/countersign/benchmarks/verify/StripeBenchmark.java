package io.countersign.benchmarks.verify;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.scheme.Schemes;
import java.security.GeneralSecurityException;

/**
 * Stripe, against stripe-java: its {@code verifyHeader}, which is {@code constructEvent} without reading the JSON. It has
 * nothing that could be kept between deliveries. It signs the sample itself.
 */
public class StripeBenchmark extends PeerBenchmark {
    private static final long TOLERANCE_SECONDS = 300;

    /** One secret on both sides. */
    public StripeBenchmark() {
        super(Schemes.stripe(), Samples.WHSEC);
    }

    @Override
    Arrival signed(byte[] body) throws GeneralSecurityException {
        String text = Arrival.of(body).text();
        return Arrival.of(
                body, new Line("Stripe-Signature", Webhook.Signature.generateSignatureHeader(text, Samples.WHSEC)));
    }

    @Override
    boolean peerVerifies(Arrival arrival) throws SignatureVerificationException {
        return Webhook.Signature.verifyHeader(
                arrival.text(), arrival.header("Stripe-Signature"), Samples.WHSEC, TOLERANCE_SECONDS);
    }
}

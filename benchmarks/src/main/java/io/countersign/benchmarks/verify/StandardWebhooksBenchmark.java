package io.countersign.benchmarks.verify;

import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.countersign.scheme.Schemes;

/** Standard Webhooks, against the reference library of that specification, which signs the sample itself. */
public class StandardWebhooksBenchmark extends PeerBenchmark {
    private final StandardWebhooksPeer peer = new StandardWebhooksPeer(Samples.WHSEC);

    /** One secret on both sides. */
    public StandardWebhooksBenchmark() {
        super(Schemes.standardWebhooks(), Samples.WHSEC);
    }

    @Override
    Arrival signed(byte[] body) throws WebhookSigningException {
        return peer.arrival(body);
    }

    @Override
    boolean peerVerifies(Arrival arrival) throws WebhookVerificationException {
        peer.verify(arrival);
        return true;
    }
}

package io.countersign.timing;

import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import java.util.function.Function;

/** The whole of {@code verify}: the header is found and read, each live secret tried, the verdict made. */
final class VerifySubject implements Subject {
    /** When every delivery arrives. */
    static final Instant NOW = Instant.EPOCH;

    private final WebhookVerifier verifier;
    private final String header;
    private final Function<byte[], String> spelling;
    private final Inputs inputs;
    private Delivery delivery;

    /** Tags go into that header, spelt so. */
    VerifySubject(WebhookVerifier verifier, String header, Function<byte[], String> spelling, Inputs inputs) {
        this.verifier = verifier;
        this.header = header;
        this.spelling = spelling;
        this.inputs = inputs;
        this.delivery = delivery(0);
    }

    @Override
    public Inputs inputs() {
        return inputs;
    }

    @Override
    public void prepare(int input) {
        delivery = delivery(input);
    }

    private Delivery delivery(int input) {
        return Delivery.post("/webhooks/timing")
                .header(header, spelling.apply(inputs.tag(input)))
                .body(inputs.body(input))
                .receivedAt(NOW)
                .build();
    }

    @Override
    public int run() {
        int verified = 0;
        for (int i = 0; i < BATCH; i++) {
            verified += verifier.verify(delivery) instanceof Verification.Verified ? 1 : 0;
        }
        return verified;
    }
}

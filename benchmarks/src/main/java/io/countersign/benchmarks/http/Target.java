package io.countersign.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.DeliveryReport;
import io.countersign.Outcome;
import io.countersign.WebhookReceiver;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.provider.preset.Presets;
import io.countersign.provider.preset.RawEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What is shot at: the endpoint, what protects it, and the handler that counts. Safe for concurrent use. */
final class Target {
    static final String NAME = "hooks";
    static final String PATH = "/webhooks/" + NAME;
    static final byte[] KEY = "the key of the benchmark, 32 byte".getBytes(US_ASCII);

    private final Variant variant;
    private final LongAdder handled = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);

    Target(Variant variant) {
        this.variant = variant;
    }

    Variant variant() {
        return variant;
    }

    /** The secret as the sender shows it. */
    static String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(KEY);
    }

    /** The receiver; for the variants that have one. */
    WebhookReceiver<RawEvent> receiver() {
        return WebhookReceiver.builder(NAME, Presets.standardWebhooks())
                .secrets(SecretRing.of(SigningSecret.of("one", secret())))
                .dedup(store())
                .listener(this::answered)
                .build();
    }

    DedupStore store() {
        return variant == Variant.CLAIMED ? InMemoryDedupStore.builder().build() : new ForgetfulStore();
    }

    private void answered(DeliveryReport report) {
        if (report.outcome() == Outcome.TOO_SLOW) {
            held(report.took());
        }
    }

    /** A sender had a thread for so long. */
    void held(Duration time) {
        slowest.accumulate(time.toMillis());
    }

    /** How long a sender had a thread at most: where its body was too slow, and on Tomcat whatever came of it. */
    long slowestMillis() {
        return slowest.get();
    }

    /** The handler: one that costs nothing, and cannot be optimized away. */
    void handle(byte[] body) {
        handled.increment();
        bytes.add(body.length);
    }

    long handled() {
        return handled.sum();
    }
}

package io.countersign.benchmarks.verify;

import com.slack.api.app_backend.SlackSignature;
import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.scheme.Schemes;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Slack, against the verifier of slack-app-backend, which signs the sample itself. */
@State(Scope.Thread)
public class SlackBenchmark {
    /** The size of the body. */
    @Param({"256", "1024", "16384", "1048576"})
    public int bytes;

    private final WebhookVerifier verifier = WebhookVerifier.builder(Schemes.slack())
            .secrets(Samples.ring(Samples.CURRENT))
            .build();
    private final SlackSignature.Generator sender = new SlackSignature.Generator(Samples.CURRENT);
    private final SlackSignature.Verifier peer = new SlackSignature.Verifier(sender);
    private Arrival arrival = Arrival.of(new byte[0]);
    private Delivery delivery = arrival.toDelivery();

    /** Signed anew before each iteration: the peer reads the wall clock. */
    @Setup(Level.Iteration)
    public void sign() {
        byte[] body = Samples.body(bytes);
        String now = Long.toString(Instant.now().getEpochSecond());
        arrival = Arrival.of(
                body,
                new Line("X-Slack-Request-Timestamp", now),
                new Line(
                        "X-Slack-Signature",
                        sender.generate(now, Arrival.of(body).text())));
        delivery = arrival.toDelivery();
        Samples.mustBeVerified(verifier.verify(delivery));
        if (!slack()) {
            throw new IllegalStateException("slack-app-backend refused what it signed");
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
    public boolean slack() {
        return peer.isValid(
                arrival.header("X-Slack-Request-Timestamp"), arrival.text(), arrival.header("X-Slack-Signature"));
    }
}

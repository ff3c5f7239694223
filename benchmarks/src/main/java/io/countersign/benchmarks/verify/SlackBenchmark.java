package io.countersign.benchmarks.verify;

import com.slack.api.app_backend.SlackSignature;
import io.countersign.benchmarks.verify.Arrival.Line;
import io.countersign.scheme.Schemes;
import java.time.Instant;

/** Slack, against the verifier of slack-app-backend, made once. It signs the sample itself. */
public class SlackBenchmark extends PeerBenchmark {
    private final SlackSignature.Generator sender = new SlackSignature.Generator(Samples.CURRENT);
    private final SlackSignature.Verifier peer = new SlackSignature.Verifier(sender);

    /** One secret on both sides. */
    public SlackBenchmark() {
        super(Schemes.slack(), Samples.CURRENT);
    }

    @Override
    Arrival signed(byte[] body) {
        String now = Long.toString(Instant.now().getEpochSecond());
        String text = Arrival.of(body).text();
        return Arrival.of(
                body,
                new Line("X-Slack-Request-Timestamp", now),
                new Line("X-Slack-Signature", sender.generate(now, text)));
    }

    @Override
    boolean peerVerifies(Arrival arrival) {
        return peer.isValid(
                arrival.header("X-Slack-Request-Timestamp"), arrival.text(), arrival.header("X-Slack-Signature"));
    }
}

package io.countersign.benchmarks.verify;

import com.standardwebhooks.exceptions.WebhookSigningException;
import io.countersign.scheme.Schemes;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One verifier, asked by as many threads as the run has, each with its own delivery of 1 KiB.
 *
 * <p>{@link #keptMac}, of which every thread has its own, shares nothing: how it scales is how the machine scales.
 */
@State(Scope.Benchmark)
public class ThreadsBenchmark extends SteadyFork {
    private final WebhookVerifier verifier = WebhookVerifier.builder(Schemes.standardWebhooks())
            .secrets(Samples.ring(Samples.WHSEC))
            .build();

    /** What one thread has to itself. */
    @State(Scope.Thread)
    public static class Own {
        private final StandardWebhooksPeer sender = new StandardWebhooksPeer(Samples.WHSEC);
        private final GitHubBenchmark baseline = new GitHubBenchmark();
        private final Freshness freshness = new Freshness();
        private Arrival arrival = Arrival.of(new byte[0]);

        /** Each thread warms up, on its own delivery. */
        @Setup(Level.Trial)
        public void warmUp(ThreadsBenchmark shared, BenchmarkParams fork) throws Exception {
            sign();
            WarmUp.run(WarmUp.measuredOf(
                    fork,
                    Map.of("countersign", () -> shared.countersign(this), "keptMac", () -> shared.keptMac(this))));
        }

        /** Signs before an iteration if the sample is not fresh. */
        @Setup(Level.Iteration)
        public void signIfStale() throws WebhookSigningException {
            if (freshness.isStale()) {
                sign();
            }
        }

        private void sign() throws WebhookSigningException {
            byte[] body = Samples.body(1024);
            arrival = sender.arrival(body);
            baseline.signed(body);
        }
    }

    /** From the arrival on. */
    @Benchmark
    public Verification countersign(Own own) {
        return verifier.verify(own.arrival.toDelivery());
    }

    /** HMAC-SHA-256 of the body. */
    @Benchmark
    public byte[] keptMac(Own own) {
        return own.baseline.keptMac();
    }
}

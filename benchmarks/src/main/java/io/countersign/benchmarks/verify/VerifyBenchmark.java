package io.countersign.benchmarks.verify;

import io.countersign.scheme.Scheme;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Countersign's side of one scheme, through its public API. Thread rule: confined to one thread, as its verifier need not be. */
@State(Scope.Thread)
public abstract class VerifyBenchmark extends SteadyFork {
    private static final int SMALL_BODY = 256;

    /** The size of the body. */
    @Param({"256", "1024", "16384", "1048576"})
    public int bytes;

    private final WebhookVerifier verifier;
    private final Freshness freshness = new Freshness();
    private Arrival arrival = Arrival.of(new byte[0]);
    private Delivery delivery = arrival.toDelivery();

    VerifyBenchmark(Scheme scheme, String secret) {
        verifier = WebhookVerifier.builder(scheme).secrets(Samples.ring(secret)).build();
    }

    /** That body as its sender signs it at this moment. */
    abstract Arrival signed(byte[] body) throws Exception;

    /** What is measured, by the name of its method; the value says whether the sample was accepted. */
    Map<String, Callable<Boolean>> sides() {
        return Map.of(
                "countersign", () -> Samples.isVerified(countersign()),
                "countersignGiven", () -> Samples.isVerified(countersignGiven()));
    }

    final Arrival arrival() {
        return arrival;
    }

    /** Only what this fork measures: another side could leave its mark on how the shared parts are compiled. */
    @Setup(Level.Trial)
    public void warmUp(BenchmarkParams fork) throws Exception {
        sign(SMALL_BODY);
        WarmUp.run(WarmUp.measuredOf(fork, sides()));
        sign(bytes);
    }

    /** Signs before an iteration if the sample is not fresh, since the peers read the wall clock. */
    @Setup(Level.Iteration)
    public void signIfStale() throws Exception {
        if (freshness.isStale()) {
            sign(bytes);
        }
    }

    /** Makes the sample and sees every side accept it, so that nobody measures how fast a rejection is by mistake. */
    final void sign(int size) throws Exception {
        arrival = signed(Samples.body(size));
        delivery = arrival.toDelivery();
        for (Map.Entry<String, Callable<Boolean>> side : sides().entrySet()) {
            if (!side.getValue().call()) {
                throw new IllegalStateException(side.getKey() + " refuses the sample");
            }
        }
    }

    /** From the arrival on. */
    @Benchmark
    public Verification countersign() {
        return verifier.verify(arrival.toDelivery());
    }

    /** The delivery given. */
    @Benchmark
    public Verification countersignGiven() {
        return verifier.verify(delivery);
    }
}

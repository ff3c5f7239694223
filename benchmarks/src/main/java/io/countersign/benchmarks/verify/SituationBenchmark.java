package io.countersign.benchmarks.verify;

import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.countersign.scheme.Schemes;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What else happens to a Standard Webhooks delivery of 1 KiB: a rotation on either side, and a forgery.
 *
 * <p>The peer knows one secret; with two, its users try one after the other, as {@link #peer} does. It rejects by an
 * exception, which is part of what its answer costs. Thread rule: confined to one thread.
 */
@State(Scope.Thread)
public class SituationBenchmark extends SteadyFork {
    private static final int BYTES = 1024;

    /** One of the four. */
    public enum Situation {
        /** One secret, one signature. */
        ONE_SECRET,
        /** Two live secrets; the second one made the signature. */
        TWO_SECRETS,
        /** One secret; the second of two signatures is its. */
        TWO_SIGNATURES,
        /** One secret; the signature is of another. */
        FORGED
    }

    /** Which of them. */
    @Param({"ONE_SECRET", "TWO_SECRETS", "TWO_SIGNATURES", "FORGED"})
    public Situation situation = Situation.ONE_SECRET;

    private final StandardWebhooksPeer current = new StandardWebhooksPeer(Samples.WHSEC);
    private final StandardWebhooksPeer other = new StandardWebhooksPeer(Samples.OTHER_WHSEC);
    private final Freshness freshness = new Freshness();
    private List<StandardWebhooksPeer> peers = List.of(current);
    private WebhookVerifier verifier = verifier(Samples.WHSEC);
    private Arrival arrival = Arrival.of(new byte[0]);
    private Delivery delivery = arrival.toDelivery();

    private static WebhookVerifier verifier(String... secrets) {
        return WebhookVerifier.builder(Schemes.standardWebhooks())
                .secrets(Samples.ring(secrets))
                .build();
    }

    /** Only what this fork measures. */
    @Setup(Level.Trial)
    public void warmUp(BenchmarkParams fork) throws Exception {
        prepare();
        WarmUp.run(WarmUp.measuredOf(
                fork,
                Map.of(
                        "countersign", this::countersign,
                        "countersignGiven", this::countersignGiven,
                        "peer", this::peer)));
    }

    /** Takes up the secrets of the situation, makes the sample, and sees both sides judge it rightly. */
    void prepare() throws WebhookSigningException {
        if (situation == Situation.TWO_SECRETS) {
            verifier = verifier(Samples.OTHER_WHSEC, Samples.WHSEC);
            peers = List.of(other, current);
        }
        sign();
    }

    /** Signs before an iteration if the sample is not fresh, since the peer reads the wall clock. */
    @Setup(Level.Iteration)
    public void signIfStale() throws WebhookSigningException {
        if (freshness.isStale()) {
            sign();
        }
    }

    private void sign() throws WebhookSigningException {
        List<StandardWebhooksPeer> signers = switch (situation) {
            case ONE_SECRET, TWO_SECRETS -> List.of(current);
            case TWO_SIGNATURES -> List.of(other, current);
            case FORGED -> List.of(other);
        };
        arrival = StandardWebhooksPeer.arrival(Samples.body(BYTES), signers);
        delivery = arrival.toDelivery();
        boolean right = situation != Situation.FORGED;
        if (Samples.isVerified(countersign()) != right || peer() != right) {
            throw new IllegalStateException("a side judges the sample wrongly");
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

    /** The peer, from the arrival on. */
    @Benchmark
    public boolean peer() {
        for (StandardWebhooksPeer peer : peers) {
            try {
                peer.verify(arrival);
                return true;
            } catch (WebhookVerificationException tryTheNext) {
                // Its way of saying no.
            }
        }
        return false;
    }
}

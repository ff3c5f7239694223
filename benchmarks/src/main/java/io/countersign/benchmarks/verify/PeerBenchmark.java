package io.countersign.benchmarks.verify;

import io.countersign.scheme.Scheme;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Benchmark;

/** A scheme that a peer knows too: both verify the same arrival. Thread rule: confined to one thread. */
public abstract class PeerBenchmark extends VerifyBenchmark {
    PeerBenchmark(Scheme scheme, String secret) {
        super(scheme, secret);
    }

    /** The peer's verdict, as quickly as its API gives it; some say no by an exception. */
    abstract boolean peerVerifies(Arrival arrival) throws Exception;

    /** The peer, from the arrival on. */
    @Benchmark
    public boolean peer() throws Exception {
        return peerVerifies(arrival());
    }

    @Override
    Map<String, Callable<Boolean>> sides() {
        Map<String, Callable<Boolean>> sides = new HashMap<>(super.sides());
        sides.put("peer", this::peer);
        return sides;
    }
}

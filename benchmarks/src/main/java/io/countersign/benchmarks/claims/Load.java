package io.countersign.benchmarks.claims;

import io.countersign.dedup.ClaimRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * Threads that each do one operation after the other, on requests that are there before the clock starts.
 *
 * <p>Thread rule: confined to one thread.
 */
final class Load {
    private static final int FIRST_ESTIMATE = 64;

    /** In memory so many take a fraction of a second, and more would measure the collector. */
    private static final int MOST_REQUESTS = 400_000;

    private static final int KNOWN_EVENTS = 2_000;
    private static final int PREPARING = 16;
    private static final double SPARE = 1.5;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Claimant claimant;
    private final Events events = new Events();

    /** Made when the first duplicate is asked for. */
    private ClaimRequest[] known = {};

    Load(Claimant claimant) {
        this.claimant = claimant;
    }

    /** Warms up for a third of {@code length}, and then measures for as long as it is, or until 400,000 calls are done. */
    Pace measure(Operation operation, int threads, Duration length) {
        double perSecond = warmUp(operation, threads, length.dividedBy(3));
        return run(operation, threads, count(perSecond, length), length);
    }

    /** In ever longer bouts; how many per second the last one did. */
    private double warmUp(Operation operation, int threads, Duration length) {
        int count = FIRST_ESTIMATE * threads;
        long start = System.nanoTime();
        while (true) {
            Pace bout = run(operation, threads, count, length);
            if (System.nanoTime() - start > length.toNanos()) {
                return bout.perSecond();
            }
            count = Math.min(2 * count, count(bout.perSecond(), length));
        }
    }

    private static int count(double perSecond, Duration length) {
        double wanted = perSecond * length.toNanos() / NANOS_PER_SECOND * SPARE;
        return (int) Math.max(FIRST_ESTIMATE, Math.min(MOST_REQUESTS, wanted));
    }

    /** Whoever is free takes the next request, so that all threads end together. */
    private Pace run(Operation operation, int threads, int count, Duration limit) {
        ClaimRequest[] requests = requests(operation, count);
        AtomicInteger next = new AtomicInteger();
        return together(Crew.run(threads, i -> () -> bout(operation, requests, next, limit.toNanos())));
    }

    private ClaimRequest[] requests(Operation operation, int count) {
        if (operation != Operation.DUPLICATE) {
            return events.fresh(count);
        }
        if (known.length == 0) {
            known = events.fresh(KNOWN_EVENTS);
            Crew.run(PREPARING, i -> () -> handle(i));
        }
        return events.again(known, count);
    }

    private int handle(int part) {
        for (int i = part; i < known.length; i += PREPARING) {
            Operation.CYCLE.run(claimant, known[i]);
        }
        return known.length;
    }

    /** What one thread did, and between which readings of the clock. */
    private record Bout(long from, long to, Histogram nanos) {}

    private Bout bout(Operation operation, ClaimRequest[] requests, AtomicInteger next, long limitNanos) {
        Histogram nanos = new Histogram(3);
        long from = System.nanoTime();
        long last = from;
        for (int i = next.getAndIncrement(); i < requests.length; i = next.getAndIncrement()) {
            operation.run(claimant, requests[i]);
            long now = System.nanoTime();
            nanos.recordValue(now - last);
            last = now;
            if (now - from > limitNanos) {
                break;
            }
        }
        return new Bout(from, last, nanos);
    }

    private static Pace together(List<Bout> bouts) {
        Histogram all = new Histogram(3);
        bouts.forEach(bout -> all.add(bout.nanos()));
        long from = bouts.stream().mapToLong(Bout::from).min().orElseThrow();
        long to = bouts.stream().mapToLong(Bout::to).max().orElseThrow();
        return new Pace(
                all.getTotalCount() * NANOS_PER_SECOND / Math.max(1, to - from),
                all.getValueAtPercentile(50) / NANOS_PER_MICRO,
                all.getValueAtPercentile(99) / NANOS_PER_MICRO,
                all.getTotalCount());
    }
}

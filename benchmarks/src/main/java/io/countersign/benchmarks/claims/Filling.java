package io.countersign.benchmarks.claims;

import java.time.Duration;

/** Handles very many events. Stateless. */
final class Filling {
    private static final int THREADS = 16;
    private static final int BATCH = 500;

    private Filling() {}

    /** Claims and completes so many events, as far as it gets in that time; how many it did. */
    static long fill(Claimant claimant, int ids, int threads, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        return Crew.run(threads, i -> {
                    Events events = new Events();
                    int share = ids / threads + (i < ids % threads ? 1 : 0);
                    return () -> fill(claimant, events, share, end);
                })
                .stream()
                .mapToLong(Integer::longValue)
                .sum();
    }

    static long fill(Claimant claimant, int ids, Duration most) {
        return fill(claimant, ids, THREADS, most);
    }

    /** Ids are made on the way: what is kept of them is the store's. */
    private static int fill(Claimant claimant, Events events, int ids, long endNanos) {
        int done = 0;
        while (done < ids && (done % BATCH != 0 || System.nanoTime() - endNanos < 0)) {
            Operation.CYCLE.run(claimant, events.fresh());
            done++;
        }
        return done;
    }
}

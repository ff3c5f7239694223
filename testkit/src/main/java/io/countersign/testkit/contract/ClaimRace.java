package io.countersign.testkit.contract;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.EventKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** 64 threads after the same events: eight of them after each at about the same moment, every time others. */
final class ClaimRace {
    private static final int THREADS = 64;
    private static final int COPIES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final BodyDigest DIGEST = BodyDigest.of(new byte[0]);

    private final DedupStore store;
    private final String endpoint;
    private final Duration lease;
    private final Duration retention;
    private final AtomicIntegerArray wins;

    private ClaimRace(DedupStore store, String endpoint, Duration lease, Duration retention, int events) {
        this.store = store;
        this.endpoint = endpoint;
        this.lease = lease;
        this.retention = retention;
        this.wins = new AtomicIntegerArray(events);
    }

    static String id(int event) {
        return "race-" + event;
    }

    /** How many of the eight claims for each of so many new events were acquired. */
    static int[] run(DedupStore store, String endpoint, Duration lease, Duration retention, int events)
            throws Exception {
        return new ClaimRace(store, endpoint, lease, retention, events).run(COPIES);
    }

    /** How many of the 64 claims for each of the first events by {@link #id} were acquired, whose leases have lapsed. */
    static int[] runTakeovers(DedupStore store, String endpoint, Duration lease, Duration retention, int events)
            throws Exception {
        return new ClaimRace(store, endpoint, lease, retention, events).run(THREADS);
    }

    private int[] run(int copies) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int group = thread / copies;
                int groups = THREADS / copies;
                running.add(pool.submit(() -> {
                    start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    for (int event = group; event < wins.length(); event += groups) {
                        claim(event);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        int[] counted = new int[wins.length()];
        for (int event = 0; event < counted.length; event++) {
            counted[event] = wins.get(event);
        }
        return counted;
    }

    private void claim(int event) {
        ClaimResult result = store.claim(
                new ClaimRequest(new EventKey(endpoint, id(event)), DIGEST, UUID.randomUUID(), lease, retention));
        if (result instanceof ClaimResult.Acquired) {
            wins.incrementAndGet(event);
        } else if (!(result instanceof ClaimResult.InProgress)) {
            throw new AssertionError("a claim in the race came to " + result);
        }
    }
}

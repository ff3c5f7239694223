package io.countersign.benchmarks.claims;

import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.InMemoryDedupStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;

/**
 * The store in memory, closer: where a call takes less than a microsecond, reading a clock around each would be seen.
 *
 * <p>Thread rule: confined to one thread.
 */
final class MemoryClaims {
    /** So few that a request still stands in the processor's cache, as it does where a receiver has just made it. */
    private static final int BATCH = 500;

    private static final int BATCHES = 1_600;

    /** The first ones are interpreted. */
    private static final int WARM_UPS = 600;

    private static final int COLLECTIONS = 3;
    private static final Duration ANY_TIME = Duration.ofMinutes(10);

    private MemoryClaims() {}

    /**
     * The processor time of one new claim on one thread: the median of batches, whose requests are made before, and whose events
     * are completed after the clock was read. The store remembers up to 800,000 meanwhile.
     */
    static double nanosPerNewClaim() {
        InMemoryDedupStore store = InMemoryDedupStore.builder()
                .maxInProgress(2 * BATCH)
                .maxRemembered(2L * BATCH * BATCHES)
                .build();
        StoreClaimant claimant = new StoreClaimant(store, () -> {});
        Events events = new Events();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] nanos = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            ClaimRequest[] requests = events.fresh(BATCH);
            ClaimResult[] results = new ClaimResult[BATCH];
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < BATCH; i++) {
                results[i] = store.claim(requests[i]);
            }
            nanos[batch] = (double) (threads.getCurrentThreadCpuTime() - before) / BATCH;
            for (ClaimResult result : results) {
                claimant.complete(result);
            }
        }
        double[] warm = Arrays.copyOfRange(nanos, WARM_UPS, BATCHES);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    /** What the heap has more of when the store remembers that many events, after collections. */
    static IdSize size(int ids) {
        long before = usedHeap();
        InMemoryDedupStore store =
                InMemoryDedupStore.builder().maxRemembered(ids).build();
        Filling.fill(new StoreClaimant(store, () -> {}), ids, 1, ANY_TIME);
        long after = usedHeap();
        // The store is in use up to here, so it was not collected.
        return IdSize.of(Side.MEMORY, IdSize.FRESH, ids - store.forgottenEarly(), after - before);
    }

    private static long usedHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

package io.countersign.testkit.contract;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that counts what it is asked for, and can be down. Safe for concurrent use. */
final class RecordingStore implements DedupStore {
    private final DedupStore store;
    private final AtomicInteger claims = new AtomicInteger();
    private volatile boolean down;

    RecordingStore(DedupStore store) {
        this.store = store;
    }

    /** How many claims were asked for. */
    int claims() {
        return claims.get();
    }

    void goDown(boolean isDown) {
        down = isDown;
    }

    @Override
    public ClaimResult claim(ClaimRequest request) {
        claims.incrementAndGet();
        return down ? new ClaimResult.Unavailable("the contract took the store down") : store.claim(request);
    }

    @Override
    public SettleResult complete(Claim claim, Completion completion) {
        return store.complete(claim, completion);
    }

    @Override
    public SettleResult release(Claim claim) {
        return store.release(claim);
    }

    @Override
    public SettleResult renew(Claim claim, Duration lease) {
        return store.renew(claim, lease);
    }
}

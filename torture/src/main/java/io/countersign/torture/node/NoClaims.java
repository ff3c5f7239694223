package io.countersign.torture.node;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Grants every claim and remembers none, so that what is left of the receiver is its verification. Safe for concurrent use. */
final class NoClaims implements DedupStore {
    private final AtomicLong fence = new AtomicLong();

    @Override
    public ClaimResult claim(ClaimRequest request) {
        Claim claim = new Claim(request.key(), request.owner(), fence.incrementAndGet());
        return new ClaimResult.Acquired(claim, 1, false, false);
    }

    @Override
    public SettleResult complete(Claim claim, Completion completion) {
        return SettleResult.DONE;
    }

    @Override
    public SettleResult release(Claim claim) {
        return SettleResult.DONE;
    }

    @Override
    public SettleResult renew(Claim claim, Duration lease) {
        return SettleResult.DONE;
    }
}

package io.countersign;

import io.countersign.dedup.Claim;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A claim and the store that granted it. Safe for concurrent use. */
final class HeldClaim {
    /** Settling again is safe, and an effect that nobody recorded would come about once more. */
    private static final int TRIES = 3;

    private final Claim claim;
    private final DedupStore store;
    private volatile boolean settled;
    private volatile boolean lost;

    HeldClaim(Claim claim, DedupStore store) {
        this.claim = claim;
        this.store = store;
    }

    Claim claim() {
        return claim;
    }

    /** Whether somebody else has taken the event over, as far as the store has said. */
    boolean isLost() {
        return lost;
    }

    /** Completes it, or gives it up where there is no completion; asks again where the store did not answer. */
    SettleResult settle(@Nullable Completion completion) {
        settled = true;
        SettleResult result = settleOnce(completion);
        for (int tries = 1; result == SettleResult.UNKNOWN && tries < TRIES; tries++) {
            result = settleOnce(completion);
        }
        lost |= result == SettleResult.LOST;
        return result;
    }

    private SettleResult settleOnce(@Nullable Completion completion) {
        return completion == null ? store.release(claim) : store.complete(claim, completion);
    }

    /** Extends the lease, unless it was settled or lost. */
    SettleResult renew(Duration lease) {
        if (settled) {
            return SettleResult.DONE;
        }
        if (lost) {
            return SettleResult.LOST;
        }
        SettleResult result = store.renew(claim, lease);
        // What was settled meanwhile has no lease any more, which is no loss.
        lost = result == SettleResult.LOST && !settled;
        return result;
    }
}

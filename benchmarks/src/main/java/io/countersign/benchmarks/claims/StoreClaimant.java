package io.countersign.benchmarks.claims;

import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;

/**
 * Ours.
 *
 * @param store where the claims are
 * @param closing closes what the store stands on
 */
record StoreClaimant(DedupStore store, Runnable closing) implements Claimant {
    private static final Completion DONE = new Completion(200);

    @Override
    public boolean claim(ClaimRequest request) {
        ClaimResult result = store.claim(request);
        if (result instanceof ClaimResult.Acquired || result instanceof ClaimResult.Duplicate) {
            return result instanceof ClaimResult.Acquired;
        }
        throw new IllegalStateException("a claim came to " + result);
    }

    @Override
    public boolean handle(ClaimRequest request) {
        ClaimResult result = store.claim(request);
        if (result instanceof ClaimResult.Duplicate) {
            return false;
        }
        complete(result);
        return true;
    }

    /** Completes what was claimed. */
    void complete(ClaimResult claimed) {
        if (!(claimed instanceof ClaimResult.Acquired acquired)) {
            throw new IllegalStateException("a claim came to " + claimed);
        }
        SettleResult settled = store.complete(acquired.claim(), DONE);
        if (settled != SettleResult.DONE) {
            throw new IllegalStateException("a completion came to " + settled);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}

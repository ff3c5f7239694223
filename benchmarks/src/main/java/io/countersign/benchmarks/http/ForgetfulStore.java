package io.countersign.benchmarks.http;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import java.time.Duration;

/** Remembers nothing, so that verification is measured without claims. Safe for concurrent use. */
final class ForgetfulStore implements DedupStore {
    @Override
    public ClaimResult claim(ClaimRequest request) {
        return new ClaimResult.Acquired(new Claim(request.key(), request.owner(), 1), 1, false, false);
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

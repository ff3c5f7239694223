package io.countersign.torture.node;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A store at whose verbs the process may end. */
final class FailpointStore implements DedupStore {
    private final DedupStore store;
    private final Failpoints failpoints;

    FailpointStore(DedupStore store, Failpoints failpoints) {
        this.store = store;
        this.failpoints = failpoints;
    }

    @Override
    public ClaimResult claim(ClaimRequest request) {
        failpoints.reach(Failpoint.BEFORE_CLAIM);
        ClaimResult result = store.claim(request);
        if (result instanceof ClaimResult.Acquired) {
            failpoints.reach(Failpoint.AFTER_CLAIM);
        }
        return result;
    }

    @Override
    public SettleResult complete(Claim claim, Completion completion) {
        failpoints.reach(Failpoint.DURING_COMPLETE);
        SettleResult result = store.complete(claim, completion);
        failpoints.reach(Failpoint.AFTER_COMPLETE);
        return result;
    }

    @Override
    public SettleResult release(Claim claim) {
        return store.release(claim);
    }

    @Override
    public SettleResult renew(Claim claim, Duration lease) {
        return store.renew(claim, lease);
    }

    @Override
    public Set<Capability> capabilities() {
        return store.capabilities();
    }

    @Override
    public Optional<String> problem() {
        return store.problem();
    }
}

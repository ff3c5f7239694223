package io.countersign;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.function.Supplier;

/** A store behind a line that swallows requests, or the answers to them. */
final class LossyStore implements DedupStore {
    private final DedupStore store;
    private int lostRequests;
    private int lostAnswers;
    private int calls;

    LossyStore(DedupStore store) {
        this.store = store;
    }

    /** The next so many calls do not arrive. */
    void loseRequests(int requests) {
        lostRequests = requests;
    }

    /** The next so many calls are done, and nobody hears of it. */
    void loseAnswers(int answers) {
        lostAnswers = answers;
    }

    int calls() {
        return calls;
    }

    private <T> T ask(Supplier<T> call, T nothingHeard) {
        calls++;
        if (lostRequests > 0) {
            lostRequests--;
            return nothingHeard;
        }
        T answer = call.get();
        if (lostAnswers > 0) {
            lostAnswers--;
            return nothingHeard;
        }
        return answer;
    }

    @Override
    public ClaimResult claim(ClaimRequest request) {
        return ask(() -> store.claim(request), new ClaimResult.Unavailable("the line is cut"));
    }

    @Override
    public SettleResult complete(Claim claim, Completion completion) {
        return ask(() -> store.complete(claim, completion), SettleResult.UNKNOWN);
    }

    @Override
    public SettleResult release(Claim claim) {
        return ask(() -> store.release(claim), SettleResult.UNKNOWN);
    }

    @Override
    public SettleResult renew(Claim claim, Duration lease) {
        return ask(() -> store.renew(claim, lease), SettleResult.UNKNOWN);
    }
}

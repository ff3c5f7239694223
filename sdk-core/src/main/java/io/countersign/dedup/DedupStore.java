package io.countersign.dedup;

import java.time.Duration;

/**
 * Remembers which events were handled and who is handling one now.
 *
 * <p>A store supplies four atomic verbs and decides nothing: what a result means for the sender is the receiver's rule. In
 * doubt a store forgets rather than sticks: forgetting causes a duplicate, sticking a loss.
 *
 * <p>The life of one key: absent - (claim) - in progress - (complete) - completed - (retention over) - absent. A release, or
 * a lease that lapses, makes it claimable again. A live lease outlives the retention.
 *
 * <p>Thread rule: implementations are safe for concurrent use. Verbs do not throw for a store that is down.
 *
 * @see InMemoryDedupStore
 */
public interface DedupStore {

    /** Claims an event, in one atomic step: of any number of concurrent calls for one key exactly one acquires it. */
    ClaimResult claim(ClaimRequest request);

    /**
     * Marks the event as handled. A claim whose lease lapsed can still be completed as long as nobody took it over; a second
     * call for the same claim changes nothing and is {@link SettleResult#DONE}.
     */
    SettleResult complete(Claim claim, Completion completion);

    /** Gives the event back, so that the next claim gets it at once. */
    SettleResult release(Claim claim);

    /** Extends the lease to {@code lease} from now. */
    SettleResult renew(Claim claim, Duration lease);
}

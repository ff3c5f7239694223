package io.countersign.dedup;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which events were handled and who is handling one now.
 *
 * <p>A store supplies four atomic verbs and decides nothing: what a result means for the sender is the receiver's rule. In
 * doubt a store forgets rather than sticks: forgetting causes a duplicate, sticking a loss.
 *
 * <p>The life of one key: absent - (claim) - in progress - (complete) - completed - (retention over) - absent. A release, or
 * a lease that lapses, makes it claimable again. A live lease outlives the retention.
 *
 * <p>All times are the store's own: a node whose clock is wrong changes nothing.
 *
 * <p>Thread rule: implementations are safe for concurrent use. Verbs do not throw for a store that is down, and answer within
 * a bounded time.
 *
 * @see InMemoryDedupStore
 */
public interface DedupStore {

    /** What a store can promise beyond the verbs. */
    enum Capability {
        /** What it answered as done is still known after its own process, or this one, ended at any moment. */
        DURABLE,
        /** Other nodes see the same events. */
        SHARED,
        /** A completion can be part of the application's own transaction. */
        TRANSACTIONAL
    }

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

    /** What it promises beyond the verbs; by default nothing. */
    default Set<Capability> capabilities() {
        return Set.of();
    }

    /**
     * Whether it works at this moment: empty, or one sentence that says what is wrong and what to do. Asks the store, so it is
     * for a health check and not for every delivery. By default it is taken to work.
     */
    default Optional<String> problem() {
        return Optional.empty();
    }
}

package io.countersign.dedup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What became of a {@link ClaimRequest}. A store that fails says so with {@link Unavailable}; it does not throw.
 *
 * <p>Thread rule: immutable.
 */
public sealed interface ClaimResult {

    /**
     * The claim is yours: handle the event, then complete or release it.
     *
     * @param claim what to settle
     * @param attempt 1 for the first time this event is handled, more after a failure or a lapsed lease
     * @param takenOver whether somebody held it whose lease lapsed: a node that died, or one that is slow and still at it
     * @param bodyChanged whether the attempt before this one brought other bytes; these are the ones that count now
     */
    record Acquired(Claim claim, int attempt, boolean takenOver, boolean bodyChanged) implements ClaimResult {
        /** Checks that there is a claim. */
        public Acquired {
            requireNonNull(claim, "claim");
        }
    }

    /**
     * Somebody else is handling it. Never a reason to answer 2xx: if they fail, the event would be lost.
     *
     * @param leaseRemaining how long their lease still holds
     */
    record InProgress(Duration leaseRemaining) implements ClaimResult {
        /** Checks that there is a time. */
        public InProgress {
            requireNonNull(leaseRemaining, "leaseRemaining");
        }
    }

    /**
     * It was handled before, with the same bytes.
     *
     * @param completion how it was answered
     */
    record Duplicate(Completion completion) implements ClaimResult {
        /** Checks that there is a completion. */
        public Duplicate {
            requireNonNull(completion, "completion");
        }
    }

    /**
     * An event of this id was handled before, with other bytes.
     *
     * @param completion how that one was answered
     */
    record Conflict(Completion completion) implements ClaimResult {
        /** Checks that there is a completion. */
        public Conflict {
            requireNonNull(completion, "completion");
        }
    }

    /**
     * The store cannot tell.
     *
     * @param problem one sentence for the log
     */
    record Unavailable(String problem) implements ClaimResult {
        /** Checks that there is a problem. */
        public Unavailable {
            requireNonNull(problem, "problem");
        }
    }
}

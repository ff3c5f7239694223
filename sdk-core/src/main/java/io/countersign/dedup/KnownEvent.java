package io.countersign.dedup;

/**
 * What {@link InMemoryDedupStore} knows of one event. Times are nanoseconds since 1970.
 *
 * <p>Thread rule: immutable.
 *
 * @param status how it was answered; 0 unless it is completed
 * @param digestHigh with {@code digestLow}, the first half of the digest of its bytes
 */
record KnownEvent(State state, int attempt, int status, long fence, long digestHigh, long digestLow, long expiresAt) {

    enum State {
        IN_PROGRESS(1),
        RELEASED(2),
        COMPLETED(3);

        /** Where it is kept as a number; never 0. */
        final int code;

        State(int code) {
            this.code = code;
        }

        static State of(int code) {
            return switch (code) {
                case 1 -> IN_PROGRESS;
                case 2 -> RELEASED;
                default -> COMPLETED;
            };
        }
    }

    static KnownEvent inProgress(int attempt, long fence, BodyDigest digest, long expiresAt) {
        return new KnownEvent(State.IN_PROGRESS, attempt, 0, fence, digest.high(), digest.low(), expiresAt);
    }

    KnownEvent completed(Completion completion) {
        return new KnownEvent(State.COMPLETED, attempt, completion.status(), fence, digestHigh, digestLow, expiresAt);
    }

    KnownEvent released() {
        return new KnownEvent(State.RELEASED, attempt, 0, fence, digestHigh, digestLow, expiresAt);
    }

    boolean isExpired(long now) {
        return now >= expiresAt;
    }

    boolean hasDigest(BodyDigest digest) {
        return digestHigh == digest.high() && digestLow == digest.low();
    }

    /** The answer to a claim of an event that is completed. */
    ClaimResult sameAgain(BodyDigest digest) {
        Completion completion = new Completion(status);
        return hasDigest(digest) ? new ClaimResult.Duplicate(completion) : new ClaimResult.Conflict(completion);
    }
}

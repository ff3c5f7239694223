package io.countersign.benchmarks.claims;

import io.countersign.dedup.ClaimRequest;

/** What is done with one event. */
enum Operation {
    /** A claim of an event that nobody knows. */
    NEW("new claim"),
    /** A claim of an event that was handled. */
    DUPLICATE("duplicate"),
    /** A new claim and its completion. */
    CYCLE("claim + complete");

    final String label;

    Operation(String label) {
        this.label = label;
    }

    /**
     * Does it.
     *
     * @throws IllegalStateException where it came out as it must not: then its time says nothing
     */
    void run(Claimant claimant, ClaimRequest request) {
        boolean isNew = this == CYCLE ? claimant.handle(request) : claimant.claim(request);
        if (isNew == (this == DUPLICATE)) {
            throw new IllegalStateException("a " + label + " came out as a " + (isNew ? NEW : DUPLICATE).label);
        }
    }
}

package io.countersign.benchmarks.http;

/** What stands between a server and the handler, which is the same in all of them. */
enum Variant {
    /** Nothing: anybody's request is handled. */
    BARE("bare"),
    /** The check that one writes by hand, with a {@code Mac}; it sees events twice. */
    BY_HAND("a check by hand"),
    /** The adapter, with a store that remembers nothing. */
    VERIFIED("verified"),
    /** The adapter, with claims in memory. */
    CLAIMED("verified, claims in memory");

    final String label;

    Variant(String label) {
        this.label = label;
    }
}

package io.countersign.dedup;

/** What became of settling a claim. Thread rule: immutable. */
public enum SettleResult {
    /** Done, now or by an earlier call for the same claim. */
    DONE,
    /** The claim is no longer the newest of its key: its lease lapsed and somebody else took over. Nothing was changed. */
    LOST,
    /** The store did not answer; it may or may not be done. Settling again is safe. */
    UNKNOWN
}

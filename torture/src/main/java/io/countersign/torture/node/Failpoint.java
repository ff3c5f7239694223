package io.countersign.torture.node;

/** Where a process can be told to stand still, so that it is killed exactly there. */
public enum Failpoint {
    /** C0: verified, nothing claimed. */
    BEFORE_CLAIM,
    /** C1: claimed, nothing done. */
    AFTER_CLAIM,
    /** C2: done and not marked as done; in a transaction, neither is committed. */
    AFTER_EFFECT,
    /** Done and marked in one transaction, which is not committed. */
    BEFORE_COMMIT,
    /** That transaction is committed, and the receiver has not heard of it. */
    AFTER_COMMIT,
    /** C3: done and marked, not answered. */
    AFTER_COMPLETE,
    /** C4: somewhere while it is being marked, or committed: nobody waits here for the kill. */
    DURING_COMPLETE
}

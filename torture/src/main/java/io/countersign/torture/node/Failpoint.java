package io.countersign.torture.node;

/** Where a process can be told to stand still, so that it is killed exactly there. */
public enum Failpoint {
    /** Verified, nothing claimed. */
    BEFORE_CLAIM("C0"),
    /** Claimed, nothing done. */
    AFTER_CLAIM("C1"),
    /** Done, not marked as done. */
    AFTER_EFFECT("C2"),
    /** Done and marked, not answered. */
    AFTER_COMPLETE("C3"),
    /** Somewhere while it is being marked: nobody waits here for the kill. */
    DURING_COMPLETE("C4");

    private final String crashPoint;

    Failpoint(String crashPoint) {
        this.crashPoint = crashPoint;
    }

    /** Its name in the table of crash points. */
    public String crashPoint() {
        return crashPoint;
    }
}

package io.countersign.verify;

/** What was proved about a delivery, weakest first. Thread rule: immutable. */
public enum Trust {
    /** Nothing: the endpoint accepts whoever knows its URL. */
    UNAUTHENTICATED,
    /** The sender knows the secret; the body is not bound to it. */
    SHARED_SECRET,
    /** The sender signed these very bytes. */
    SIGNED_BODY;

    /** Whether this proves at least what {@code required} proves. */
    public boolean atLeast(Trust required) {
        return compareTo(required) >= 0;
    }
}

package io.countersign;

import java.io.Serial;

/**
 * Thrown by a handler that refuses an event for good: the sender gets its 4xx, the claim is completed, and every retry gets
 * the same answer. Any other exception means "retry later".
 *
 * <p>Thread rule: immutable, as far as a {@link Throwable} is.
 */
public final class RefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * A refusal.
     *
     * @param status 400 to 499
     * @param reason one sentence for the log; the sender does not see it
     * @throws IllegalArgumentException where the status is no 4xx
     */
    public RefusedException(int status, String reason) {
        super(reason);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("a refusal needs a status 400 to 499 but got " + status);
        }
        this.status = status;
    }

    /** The status for the sender. */
    public int status() {
        return status;
    }
}

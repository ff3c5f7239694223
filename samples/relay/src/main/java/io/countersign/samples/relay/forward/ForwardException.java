package io.countersign.samples.relay.forward;

import java.io.Serial;

/**
 * A destination did not accept a notification. The message says which, why and what to do, and never holds a URL, a key or
 * anything of the notification.
 *
 * <p>It is an expected event and logged as one line, so it carries no stack trace.
 */
public final class ForwardException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private ForwardException(String message, boolean permanent) {
        super(message, null, false, false);
        this.permanent = permanent;
    }

    /** It may work later: not reachable, too slow, busy, broken. */
    static ForwardException passing(String message) {
        return new ForwardException(message, false);
    }

    /** It will not work before somebody mends something. */
    static ForwardException permanent(String message) {
        return new ForwardException(message, true);
    }

    /** Whether a retry is of no use before somebody mends something. */
    public boolean isPermanent() {
        return permanent;
    }
}

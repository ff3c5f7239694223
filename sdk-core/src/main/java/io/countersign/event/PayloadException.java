package io.countersign.event;

import java.io.Serial;

/**
 * A verified body is not the payload that its provider promises: not JSON, a required field missing, a wrong type.
 *
 * <p>The message names the path and the mend, and never quotes a value of the body. The receiver answers 422.
 *
 * <p>Thread rule: immutable, as far as a {@link Throwable} is.
 */
public final class PayloadException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A payload that cannot be read; {@code message} is one sentence without any value of the body. */
    public PayloadException(String message) {
        super(message);
    }
}

package io.countersign.dedup;

/**
 * How a handled event was answered, kept so that a retry gets the same answer.
 *
 * <p>Thread rule: immutable.
 *
 * @param status the HTTP status: 2xx for handled, 4xx for refused for good
 */
public record Completion(int status) {
    /** Checks that the status is final. */
    public Completion {
        boolean isFinal = (status >= 200 && status < 300) || (status >= 400 && status < 500);
        if (!isFinal) {
            throw new IllegalArgumentException("an event is completed with a status 2xx or 4xx but got " + status);
        }
    }

    /** Whether the event was refused for good rather than handled. */
    public boolean isRefusal() {
        return status >= 400;
    }
}

package io.countersign;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What the sender is answered: adapters write it as it is.
 *
 * <p>Thread rule: immutable.
 *
 * @param status the HTTP status
 * @param headers the headers to set
 * @param body a short text in ASCII, or empty; never anything out of the delivery
 */
public record Answer(int status, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public Answer {
        headers = Map.copyOf(headers);
        requireNonNull(body, "body");
    }

    /** Whether the sender is told that the event arrived. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}

package io.countersign;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What the sender is answered: adapters write it as it is.
 *
 * <p>Nothing of it comes out of the request, with one exception: a handshake gives back the challenge that the provider sent,
 * where {@code io.countersign.provider.Handshake} has checked that.
 *
 * <p>Thread rule: immutable.
 *
 * @param status the HTTP status
 * @param headers the headers to set
 * @param body a short text in ASCII, or empty
 */
public record Answer(int status, Map<String, String> headers, String body) {
    static final String PLAIN_TEXT = "text/plain;charset=us-ascii";

    /** Copies the headers. */
    public Answer {
        headers = Map.copyOf(headers);
        requireNonNull(body, "body");
    }

    /** The {@code Content-Type} of a body that is not empty: the one among the headers, else plain text. */
    public String contentType() {
        return headers.getOrDefault("Content-Type", PLAIN_TEXT);
    }

    /** Whether the sender is told that the event arrived. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}

package io.countersign;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one table of outcomes and answers.
 *
 * <p>Two rules shape it. The sender is the durable queue until it has a 2xx, and many senders take any 4xx as final: so
 * every doubt on our side is 503 with {@code Retry-After}, never 409. A sender that is not authentic learns nothing but
 * the status: every such answer is the same.
 */
final class OutcomeTable {
    static final String OUTCOME_HEADER = "Webhook-Outcome";

    /** When to retry where nothing better is known: soon, and later than a restart takes. */
    static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(10);

    private static final Map<String, String> SAYS_HANDLED = Map.of(OUTCOME_HEADER, "handled");
    private static final Map<String, String> SAYS_DUPLICATE = Map.of(OUTCOME_HEADER, "duplicate");
    private static final Map<String, String> SAYS_CONFLICT = Map.of(OUTCOME_HEADER, "conflict");

    private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(30);

    private OutcomeTable() {}

    static Answer answer(Outcome outcome) {
        return answer(outcome, DEFAULT_RETRY_AFTER);
    }

    static Answer answer(Outcome outcome, Duration retryAfter) {
        return switch (outcome) {
            case HANDLED, DUPLICATE, CONFLICT -> authenticated(200, outcome);
            case HANDSHAKE -> plain(200, "");
            case IN_PROGRESS, RETRY_LATER -> new Answer(503, retry(retryAfter), "retry later\n");
            case NOT_AUTHENTIC -> plain(401, "not authentic\n");
            case NOT_THE_PAYLOAD, CONFLICT_REFUSED, REFUSED -> plain(422, "not accepted\n");
            case TOO_LARGE -> closing(413, "body too large\n");
            case TOO_SLOW, CUT_OFF -> closing(408, "body too slow\n");
            case TOO_MANY -> new Answer(429, retry(retryAfter), "too many requests\n");
            case WRONG_METHOD -> wrongMethod(Set.of());
            case UNSUPPORTED_ENCODING -> plain(415, "content encoding not supported\n");
        };
    }

    /** An answer to an authentic sender with the application's own status. */
    static Answer authenticated(int status, Outcome outcome) {
        return switch (outcome) {
            case HANDLED -> new Answer(status, SAYS_HANDLED, "");
            case DUPLICATE -> new Answer(status, SAYS_DUPLICATE, "");
            case CONFLICT -> new Answer(status, SAYS_CONFLICT, "");
            default -> plain(status, "");
        };
    }

    /** The answer to a method that the endpoint does not know; {@code handshakes} are those it knows besides POST. */
    static Answer wrongMethod(Set<String> handshakes) {
        TreeSet<String> allowed = new TreeSet<>(handshakes);
        allowed.add("POST");
        return new Answer(405, Map.of("Allow", String.join(", ", allowed)), "");
    }

    private static Answer plain(int status, String body) {
        return new Answer(status, Map.of(), body);
    }

    private static Answer closing(int status, String body) {
        return new Answer(status, Map.of("Connection", "close"), body);
    }

    private static Map<String, String> retry(Duration after) {
        Duration bounded = after.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : after;
        long wholeSeconds = Math.max(1, bounded.plusNanos(999_999_999).toSeconds());
        return Map.of("Retry-After", Long.toString(wholeSeconds));
    }
}

package io.countersign.scheme;

/**
 * No proof at all: whoever knows the URL is taken for the sender.
 *
 * <p>For providers that offer nothing else. It is logged at start, carried on every event as trust
 * {@code UNAUTHENTICATED}, and never a default. Thread rule: immutable.
 */
public record UnauthenticatedScheme() implements Scheme {}

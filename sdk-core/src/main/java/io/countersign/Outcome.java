package io.countersign;

/**
 * What became of a delivery. Every outcome has one answer; the table is in {@code docs/outcomes.md}.
 *
 * <p>Thread rule: immutable.
 */
public enum Outcome {
    /** The application handled it. */
    HANDLED,
    /** It was handled before; the application did not see it again. */
    DUPLICATE,
    /** An event of this id was handled before with another body; it was handled as a new one and flagged. */
    CONFLICT,
    /** As {@link #CONFLICT}, on an endpoint that refuses such events. */
    CONFLICT_REFUSED,
    /** Another request is handling it at this moment. */
    IN_PROGRESS,
    /** The application refused it for good. */
    REFUSED,
    /** The application failed, or something on the receiving side is not available: please retry. */
    RETRY_LATER,
    /** Not authentic: forged, tampered with, stale, malformed, or without proof. */
    NOT_AUTHENTIC,
    /** Authentic, but not the payload that the provider promises. */
    NOT_THE_PAYLOAD,
    /** The body is larger than the endpoint takes. */
    TOO_LARGE,
    /** The body did not arrive in time. */
    TOO_SLOW,
    /** The sender closed the connection before the body was complete; nobody is there to be answered. */
    CUT_OFF,
    /** Too many deliveries from one peer. */
    TOO_MANY,
    /** Not a POST. */
    WRONG_METHOD,
    /** The provider made sure that the endpoint is there, or is its owner's; there was no event in it. */
    HANDSHAKE,
    /** The body is encoded (compressed), which the endpoint does not take. */
    UNSUPPORTED_ENCODING
}

package io.countersign.scheme;

/**
 * Whether one header value may hold several signatures, and what stands between them. With any but {@link #NONE} the header
 * may also be sent on several lines, which HTTP defines as the same thing. Thread rule: immutable.
 */
public enum SignatureList {
    /** One signature, one line; a second line is refused. */
    NONE,
    /** Separated by commas. */
    COMMA,
    /** Separated by spaces. */
    SPACE,
    /** Separated by commas or spaces: for a provider whose documents do not say which. */
    COMMA_OR_SPACE
}

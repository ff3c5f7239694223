package io.countersign.diagnosis;

/** What kept a delivery from matching. A closed set, so that it can be counted. Thread rule: immutable. */
public enum Cause {
    /** Signed with a secret of the ring whose window has ended. */
    SECRET_EXPIRED,
    /** Signed with a secret of the ring that was revoked. */
    SECRET_REVOKED,
    /** Signed with a secret of the ring whose window has not begun. */
    SECRET_NOT_YET_ACCEPTED,
    /** White space at an end of the secret, here or at the sender. */
    SECRET_WHITE_SPACE,
    /** The secret was stored with the quotes around it. */
    SECRET_QUOTED,
    /** A prefix such as {@code whsec_} that belongs to the key and is missing, or does not and is there. */
    SECRET_PREFIX,
    /** The key is the decoded text of the secret, or the text itself, and the scheme says otherwise. */
    SECRET_ENCODING,
    /** The sender made the signature with another algorithm. */
    ALGORITHM,
    /** The signature is base64 where the scheme says hexadecimal, or the other way round. */
    SIGNATURE_ENCODING,
    /** The signature stands behind another prefix, or behind none. */
    SIGNATURE_PREFIX,
    /** The header holds several signatures, or was sent on several lines, and the scheme knows one. */
    SIGNATURE_LIST,
    /** Other parts of the delivery are signed than the scheme says. */
    SIGNED_CONTENT,
    /** Signed as another preset says. */
    OTHER_PRESET,
    /** A header came under another name. */
    HEADER_NAME,
    /** The credentials came in another place than the scheme says. */
    CREDENTIALS_PLACE,
    /** The body gained or lost its final newline. */
    BODY_FINAL_NEWLINE,
    /** Line ends of the body were changed. */
    BODY_LINE_ENDS,
    /** The body was decoded and encoded with different character sets, or gained or lost a byte order mark. */
    BODY_CHARSET,
    /** The body was parsed as JSON and printed again. */
    BODY_JSON,
    /** There is no body: something may have read it before the verifier. */
    BODY_EMPTY,
    /** The scheme signs the URL, and the sender called another one than the endpoint sees. */
    URL,
    /** The signed time is in milliseconds where the scheme says seconds, or the other way round. */
    TIMESTAMP_UNIT,
    /** The signature is right, and one of the two clocks is wrong, or the delivery is late or a replay. */
    CLOCK
}

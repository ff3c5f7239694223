package io.countersign.verify;

/**
 * Why a delivery was not accepted as authentic. For logs, metrics and tests; the sender is told none of it.
 *
 * <p>Thread rule: immutable.
 */
public enum RejectionReason {
    /** The signature header is not there. */
    SIGNATURE_MISSING("the signature header is missing; is a secret set at the sender?"),
    /** The signature header is there but holds no signature in the scheme's format, or one of another length. */
    SIGNATURE_MALFORMED("the signature header does not hold a signature in the configured format"),
    /** The header holds more than 16 signatures. */
    SIGNATURES_TOO_MANY("the signature header holds more signatures than any rotation needs"),
    /** No live secret makes any of the presented signatures. */
    SIGNATURE_MISMATCH(
            "no live secret matches; compare the secret with the sender's, and check that nothing changes the body"),
    /** A header that must be there once is there on several lines. */
    HEADER_REPEATED("a header that may occur once was sent several times"),
    /** The signed time is not there. */
    TIMESTAMP_MISSING("the signed time is missing"),
    /** The signed time is not a plain decimal number, or one that is no time. */
    TIMESTAMP_MALFORMED("the signed time is not a plain number"),
    /** The signed time is too long ago. */
    TIMESTAMP_STALE("the signed time is too old; a replay, a slow retry, or a clock that is wrong"),
    /** The signed time is too far in the future. */
    TIMESTAMP_IN_FUTURE("the signed time lies in the future; one of the two clocks is wrong"),
    /** The delivery id is not there. */
    ID_MISSING("the delivery id is missing"),
    /** The delivery id is empty, too long, or holds characters that could shift the boundary of a signed field. */
    ID_MALFORMED("the delivery id is not 1 to 255 safe characters"),
    /** The signed fields run together so that they could be read in two ways; see the scheme of the provider. */
    FIELDS_AMBIGUOUS(
            "the signed fields could be read in two ways; a body that begins like a URL, or a method or URL of an"
                    + " unusual form, cannot be told from its neighbour"),
    /** The signature would not cover the body, so that any body could be sent under it. */
    BODY_NOT_SIGNED("the signature does not cover the body; have the sender use a form, or JSON with bodySHA256"),
    /** The token, password or key is not there. */
    CREDENTIALS_MISSING("the credentials are missing; are they set at the sender?"),
    /** The credentials are not in the form that the scheme asks for. */
    CREDENTIALS_MALFORMED("the credentials are not in the configured form"),
    /** The credentials are not those of any live secret. */
    CREDENTIALS_MISMATCH("no live secret matches the credentials; compare them with the sender's"),
    /** It came with a secret that was revoked, and with no other: somebody has it. */
    SECRET_REVOKED(
            "it came with a secret that was revoked; set another one at the sender, and if it has another already, find out"
                    + " who else has this one"),
    /** The endpoint serves many tenants, and the route names none of them. */
    TENANT_UNKNOWN("there are no secrets for the tenant in the route; add them, or mend the URL at the sender"),
    /** The client's address is not among those that the endpoint takes deliveries from, and only from. */
    PEER_NOT_ALLOWED(
            "the client's address is not among those that are allowed; if the provider has new ones, add them"),
    /** The endpoint wants a client certificate, and none was shown. */
    CLIENT_CERTIFICATE_MISSING(
            "no client certificate was shown; does the server ask for one, and a proxy leave TLS to it?"),
    /** The client certificate is not the sender's. */
    CLIENT_CERTIFICATE_MISMATCH(
            "the client certificate is somebody else's; compare its subject with what is configured"),
    /** The client's address cannot be told, because of what our proxies write: our fault, so the sender is asked to retry. */
    PEER_UNKNOWN(
            "the client's address is not known; mend what the trusted proxies write, or which of them are trusted"),
    /**
     * It did not come by TLS, or nobody says that it did. It is asked to retry, since what is most often wrong is that a proxy in
     * front of this service is not known here.
     */
    NOT_ENCRYPTED("it did not come by TLS; see which proxy is in front, or set an https URL at the sender"),
    /** The ring holds no secret whose window is open: our fault, so the sender is asked to retry. */
    NO_LIVE_SECRET("no secret is accepted at this moment; add one, or mend accept-from and accept-until"),
    /** The source of the secrets failed: our fault, so the sender is asked to retry. */
    SECRETS_UNAVAILABLE("the secrets could not be read; mend their source");

    private final String advice;

    RejectionReason(String advice) {
        this.advice = advice;
    }

    /** One sentence for the log: what is wrong and what to do. */
    public String advice() {
        return advice;
    }

    /** Whether the fault is on the receiving side, so that the sender should retry rather than give up. */
    public boolean isOurFault() {
        return switch (this) {
            case NO_LIVE_SECRET, SECRETS_UNAVAILABLE, PEER_UNKNOWN, NOT_ENCRYPTED -> true;
            default -> false;
        };
    }
}

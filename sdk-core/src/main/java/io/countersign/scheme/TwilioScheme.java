package io.countersign.scheme;

/**
 * Twilio's own way of signing, which no document can express: HMAC-SHA-1, in base64, of the URL followed by the parameters
 * of the form, sorted by name; and for other bodies of the URL alone, which then names the SHA-256 of the body in its query
 * ({@code bodySHA256}). The key is the account's auth token.
 *
 * <p>The URL is the one that Twilio called, so the verifier needs to know it: see {@code WebhookVerifier.Builder.publicUrl}.
 * It is tried as it is, and with and without the standard port, since Twilio's own validators do so. Names and values run
 * into each other without a separator, so {@code ab=c} and {@code a=bc} have one signature: that is Twilio's scheme, and the
 * reason to prefer JSON bodies where Twilio offers them.
 *
 * <p>Source: Twilio, "Validating requests are coming from Twilio", and the tests of twilio-java.
 *
 * <p>Thread rule: immutable.
 */
public record TwilioScheme() implements Scheme {
    /** The header that carries the signature. */
    public static final String HEADER = "X-Twilio-Signature";

    /** The parameter of the URL's query that names the body's digest. */
    public static final String BODY_DIGEST_PARAMETER = "bodySHA256";
}

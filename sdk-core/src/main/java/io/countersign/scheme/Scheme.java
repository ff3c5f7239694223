package io.countersign.scheme;

/**
 * How a provider proves itself. A value: compare it, print it, keep it in a constant. {@link Schemes} has those of known
 * providers, {@link SchemeDocument} reads one from configuration.
 *
 * <p>Three kinds: a {@link SignatureScheme} proves the sender and the body, and so does {@link TwilioScheme}, which no
 * document can express; a {@link SharedSecretScheme} (token, basic, bearer, path) proves the sender only;
 * {@link UnauthenticatedScheme} proves nothing and must be asked for by name.
 *
 * <p>Thread rule: implementations are immutable.
 */
public sealed interface Scheme permits SignatureScheme, TwilioScheme, SharedSecretScheme, UnauthenticatedScheme {

    /** Whether the URL is part of what is proved, so that the verifier must know under which URL the sender calls. */
    default boolean signsUrl() {
        return this instanceof TwilioScheme
                || (this instanceof SignatureScheme signature
                        && signature.signed().contains("{url}"));
    }
}

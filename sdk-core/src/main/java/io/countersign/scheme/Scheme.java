package io.countersign.scheme;

/**
 * How a provider proves itself. A value: compare it, print it, keep it in a constant.
 *
 * <p>Three kinds: a {@link SignatureScheme} proves the sender and the body; a {@link SharedSecretScheme} (token, basic,
 * bearer, path) proves the sender only; {@link UnauthenticatedScheme} proves nothing and must be asked for by name.
 *
 * <p>Thread rule: implementations are immutable.
 */
public sealed interface Scheme permits SignatureScheme, SharedSecretScheme, UnauthenticatedScheme {}

package io.countersign.internal;

/** A key, ready to tell from many threads whether it made one of the presented signatures. Immutable. */
public sealed interface SignatureKey permits HmacKey, Ed25519Key {

    /** Whether one of {@code presented} is this key's signature of the concatenation of {@code content}; looks at all of them. */
    boolean madeOneOf(Signatures presented, byte[]... content);

    /** Equal for two keys of one kind exactly where they sign alike; says nothing about the key. */
    byte[] fingerprint();
}

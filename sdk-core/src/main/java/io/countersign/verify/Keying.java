package io.countersign.verify;

import io.countersign.secret.SigningSecret;

/** How one scheme makes a key of a secret. Implementations are stateless. */
interface Keying<K> {

    /**
     * The key.
     *
     * @throws IllegalArgumentException where the secret cannot be one of the scheme's; names its id, never its value
     */
    K key(SigningSecret secret);

    /** What is equal for two keys exactly where they verify the same: {@code k} and {@code k\0} make one HMAC key. */
    byte[] fingerprint(K key);

    /** A key that no sender has, to do the same work with where there is no secret to check. */
    K decoy();
}

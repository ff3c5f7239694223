package io.countersign.spring.autoconfigure;

import io.countersign.secret.SigningSecret;

/** A secret and the key under which it is configured, so that a refusal of it can name that key. Thread rule: immutable. */
final class KeyedSecret {
    private final ConfigKey key;
    private final SigningSecret secret;

    KeyedSecret(ConfigKey key, SigningSecret secret) {
        this.key = key;
        this.secret = secret;
    }

    ConfigKey key() {
        return key;
    }

    SigningSecret secret() {
        return secret;
    }

    @Override
    public String toString() {
        return key + " " + secret;
    }
}

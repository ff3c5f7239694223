package io.countersign.spring.autoconfigure;

import io.countersign.secret.MountedSecrets;
import io.countersign.secret.SigningSecret;
import java.util.function.Consumer;

/** A secret and the key under which it is configured, so that a refusal of it can name that key. Thread rule: immutable. */
final class KeyedSecret {
    private final ConfigKey key;
    private final SigningSecret secret;
    private final Consumer<MountedSecrets.Builder> source;

    /** One that is given by its value. */
    KeyedSecret(ConfigKey key, SigningSecret secret) {
        this(key, secret, sources -> sources.secret(secret));
    }

    /**
     * One that can change.
     *
     * @param secret what it is at the start
     * @param source adds it where secrets are read again
     */
    KeyedSecret(ConfigKey key, SigningSecret secret, Consumer<MountedSecrets.Builder> source) {
        this.key = key;
        this.secret = secret;
        this.source = source;
    }

    ConfigKey key() {
        return key;
    }

    SigningSecret secret() {
        return secret;
    }

    void addTo(MountedSecrets.Builder sources) {
        source.accept(sources);
    }

    @Override
    public String toString() {
        return key + " " + secret;
    }
}

package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookConfigurationException;
import java.util.function.Supplier;

/**
 * A whole configuration key, to say what is wrong with it.
 *
 * <p>Thread rule: immutable.
 *
 * @param text as a user would write it, for example {@code countersign.endpoints.mar.secrets[0].value}
 */
record ConfigKey(String text) {
    static final ConfigKey ROOT = new ConfigKey("countersign");
    static final ConfigKey ENDPOINTS = ROOT.child("endpoints");
    static final ConfigKey DEDUP = ROOT.child("dedup");
    static final ConfigKey STORE = DEDUP.child("store");

    /** The key of an endpoint; a name that is no plain key stands in brackets. */
    static ConfigKey endpoint(String name) {
        return name.matches("[a-z0-9-]+") ? ENDPOINTS.child(name) : new ConfigKey(ENDPOINTS + "[" + name + "]");
    }

    ConfigKey child(String name) {
        return new ConfigKey(text + "." + name);
    }

    ConfigKey item(int index) {
        return new ConfigKey(text + "[" + index + "]");
    }

    /** The exception that stops the start. */
    WebhookConfigurationException error(String problem, String mend) {
        return new WebhookConfigurationException(text, problem, mend);
    }

    /**
     * What the core makes of this key's value, or the exception that stops the start. The core's messages never hold a secret,
     * and name the problem, a semicolon and the mend where there is one.
     */
    <T> T checked(String mend, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw refused(String.valueOf(refused.getMessage()), mend);
        }
    }

    /** The exception for a message of the core; {@code mend} is for one that holds none. */
    WebhookConfigurationException refused(String message, String mend) {
        int semicolon = message.indexOf("; ");
        return semicolon < 0
                ? error(message, mend)
                : error(message.substring(0, semicolon), message.substring(semicolon + 2));
    }

    @Override
    public String toString() {
        return text;
    }
}

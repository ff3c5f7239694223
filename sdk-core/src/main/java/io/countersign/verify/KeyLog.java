package io.countersign.verify;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong with the keys of a verifier, each sentence once. Safe for concurrent use. */
final class KeyLog {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookVerifier.class);

    /** Ids come from configuration; where they do not end, the log does not either, but the memory does. */
    private static final int MAX_REMEMBERED = 1024;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Two secrets that are one: often a rotation that changed nothing. */
    void sameKey(String id, String otherId) {
        say("secrets \"" + id + "\" and \"" + otherId
                + "\" are one and the same key; let the provider generate another, or remove one of them");
    }

    /** A secret that cannot be used, in a ring that came while deliveries arrive. */
    void refused(RuntimeException why, boolean formerKeyStays) {
        say(why.getMessage() + (formerKeyStays ? ". Until then the key that was there before stays in use" : ""));
    }

    private void say(String sentence) {
        if (said.size() < MAX_REMEMBERED ? said.add(sentence) : !said.contains(sentence)) {
            LOG.warn("{}", sentence);
        }
    }
}

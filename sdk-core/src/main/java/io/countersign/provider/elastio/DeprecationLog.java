package io.countersign.provider.elastio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each announced deprecation once. It names what ends and from when; the notice itself is text of a body and stays out
 * of the log.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class DeprecationLog {
    private static final Logger LOG = LoggerFactory.getLogger(Elastio.class);
    /** More than an honest sender announces; a limit so that a stream of ever new notices fills neither memory nor log. */
    private static final int MAX_NOTICES = 100;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:+._ -]{1,80}");

    /** Hashes only: the notices may be long, and a collision costs no more than one line in the log. */
    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();

    void warnOnce(ElastioEnvelope envelope) {
        warnOnce("envelope version", envelope.version(), envelope.deprecationWarning());
        for (ElastioEvent event : envelope.events()) {
            warnOnce("event kind", event.header().eventKind(), event.header().deprecationWarning());
        }
    }

    private void warnOnce(String what, @Nullable String name, @Nullable DeprecationWarning warning) {
        if (warning != null
                && seen.size() < MAX_NOTICES
                && seen.add(31 * warning.hashCode() + String.valueOf(name).hashCode())) {
            LOG.warn(
                    "Elastio will end {} {} after {}; deprecationWarning() holds its notice",
                    what,
                    plain(name),
                    plain(warning.effectiveDate()));
        }
    }

    private static String plain(@Nullable String text) {
        return text != null && PLAIN.matcher(text).matches() ? text : "(unnamed)";
    }
}

package io.countersign.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What is wrong with the files: said when it begins, every hour while it lasts, and when it is over. Confined to whoever looks. */
final class Troubles {
    private static final Duration REMINDER = Duration.ofHours(1);

    private record Trouble(String problem, Instant said) {}

    private final Logger log;
    private final Map<String, Trouble> byId = new HashMap<>();

    Troubles(Logger log) {
        this.log = log;
    }

    /** Notes what the file of that secret came to; {@code problem} is null where it is all right. */
    void note(String id, @Nullable String problem, Instant now) {
        Trouble known = byId.get(id);
        if (problem == null) {
            if (byId.remove(id) != null) {
                log.info("the file of secret \"{}\" is all right again", id);
            }
        } else if (known == null
                || !known.problem().equals(problem)
                || !now.isBefore(known.said().plus(REMINDER))) {
            log.warn("{}. Until then the value that was read before stays in use", problem);
            byId.put(id, new Trouble(problem, now));
        }
    }
}

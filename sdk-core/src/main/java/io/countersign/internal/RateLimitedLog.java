package io.countersign.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Warnings about what strangers do, at most one of a kind in ten seconds, so that nobody can fill a disk by knocking.
 *
 * <p>Keys come from closed sets (an endpoint, an outcome, a reason), so the map is bounded. Safe for concurrent use.
 */
public final class RateLimitedLog {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private record Last(Instant at, long suppressed) {}

    private final Logger log;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Last> lastByKind = new ConcurrentHashMap<>();

    public RateLimitedLog(Logger log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Logs {@code sentence} unless another of this {@code kind} was logged a short while ago. */
    public void warn(String kind, String sentence) {
        Instant now = clock.instant();
        lastByKind.compute(kind, (key, last) -> {
            if (last != null && now.isBefore(last.at().plus(INTERVAL))) {
                return new Last(last.at(), last.suppressed() + 1);
            }
            if (last != null && last.suppressed() > 0) {
                log.warn("{} ({} more of this kind since the last line)", sentence, last.suppressed());
            } else {
                log.warn("{}", sentence);
            }
            return new Last(now, 0);
        });
    }
}

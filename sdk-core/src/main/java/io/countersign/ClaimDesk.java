package io.countersign;

import io.countersign.ReceiverListener.ClaimEvent;
import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.EventKey;
import io.countersign.dedup.InMemoryDedupStore;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the claims of one endpoint are asked for: of its store, again where it does not answer, and of this node alone where it
 * still does not and the endpoint fails open. Safe for concurrent use.
 */
final class ClaimDesk {
    /** The same owner asking twice gets the same claim, so the second try does no harm if the first one arrived. */
    private static final int TRIES = 2;

    private final String endpoint;
    private final ClaimSettings settings;
    private final Reporter reporter;

    /** Keeps at least the requests of this node apart while the store is down. */
    private final @Nullable DedupStore guard;

    /** An answer, and the store that gave it. */
    record Said(ClaimResult result, DedupStore by, boolean isByTheStore) {}

    ClaimDesk(String endpoint, ClaimSettings settings, InstantSource clock, Reporter reporter) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.reporter = reporter;
        this.guard =
                settings.failOpen() ? InMemoryDedupStore.builder().clock(clock).build() : null;
    }

    String endpoint() {
        return endpoint;
    }

    boolean refusesConflicts() {
        return settings.strictConflicts();
    }

    Said claim(EventKey key, BodyDigest digest, UUID owner) {
        ClaimRequest request = new ClaimRequest(key, digest, owner, settings.lease(), settings.retention());
        ClaimResult result = ask(request);
        tell(result);
        if (result instanceof ClaimResult.Unavailable problem && guard != null) {
            reporter.warn(
                    ClaimEvent.STORE_UNAVAILABLE,
                    "the store cannot tell (" + problem.problem()
                            + "); events are handled all the same, as configured");
            return new Said(guard.claim(request), guard, false);
        }
        return new Said(result, settings.store(), true);
    }

    private ClaimResult ask(ClaimRequest request) {
        ClaimResult result = settings.store().claim(request);
        for (int tries = 1; result instanceof ClaimResult.Unavailable && tries < TRIES; tries++) {
            result = settings.store().claim(request);
        }
        return result;
    }

    private void tell(ClaimResult result) {
        if (result instanceof ClaimResult.Acquired acquired) {
            reporter.claiming(ClaimEvent.CLAIMED);
            if (acquired.takenOver()) {
                reporter.claiming(ClaimEvent.TAKEN_OVER);
            }
        } else if (result instanceof ClaimResult.Duplicate) {
            reporter.claiming(ClaimEvent.DUPLICATE);
        } else if (result instanceof ClaimResult.InProgress) {
            reporter.claiming(ClaimEvent.IN_PROGRESS);
        } else if (result instanceof ClaimResult.Conflict) {
            reporter.claiming(ClaimEvent.CONFLICT);
        } else if (result instanceof ClaimResult.Unavailable) {
            reporter.claiming(ClaimEvent.STORE_UNAVAILABLE);
        }
    }
}

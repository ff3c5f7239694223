package io.countersign.verification;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.EventKey;
import io.countersign.dedup.InMemoryDedupStore;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * Whatever several threads ask of the store in memory at the same time, each gets an answer that it could have got had they
 * asked one after the other. Lincheck makes up what they ask, tries in which order their steps can fall, and looks for such an
 * order of the answers.
 */
@Param(name = "event", gen = IntGen.class, conf = "0:1")
@Param(name = "owner", gen = IntGen.class, conf = "0:1")
@Param(name = "body", gen = IntGen.class, conf = "0:1")
@Param(name = "claim", gen = IntGen.class, conf = "0:2")
public class InMemoryDedupStoreLinearizabilityTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long FIRST_FENCE = TimeUnit.SECONDS.toMicros(NOW.getEpochSecond());
    private static final Completion OK = new Completion(200);
    private static final BodyDigest[] BODIES = {BodyDigest.of(new byte[] {0}), BodyDigest.of(new byte[] {1})};

    /** Large enough to consist of several parts, and with room for one event in progress in all of them together. */
    private final DedupStore store = InMemoryDedupStore.builder()
            .clock(() -> NOW)
            .maxInProgress(1)
            .maxRemembered(100_000)
            .build();

    @Operation
    public String claim(
            @Param(name = "event") int event, @Param(name = "owner") int owner, @Param(name = "body") int body) {
        ClaimResult result = store.claim(new ClaimRequest(
                key(event), BODIES[body], new UUID(0, owner), Duration.ofSeconds(60), Duration.ofDays(7)));
        return result instanceof ClaimResult.Acquired acquired
                ? "attempt " + acquired.attempt() + ", claim "
                        + (acquired.claim().fence() - FIRST_FENCE) + (acquired.bodyChanged() ? ", other body" : "")
                : result.getClass().getSimpleName();
    }

    @Operation
    public String complete(@Param(name = "event") int event, @Param(name = "claim") int claim) {
        return store.complete(claimOf(event, claim), OK).name();
    }

    @Operation
    public String release(@Param(name = "event") int event, @Param(name = "claim") int claim) {
        return store.release(claimOf(event, claim)).name();
    }

    @Operation
    public String renew(@Param(name = "event") int event, @Param(name = "claim") int claim) {
        return store.renew(claimOf(event, claim), Duration.ofSeconds(60)).name();
    }

    private static EventKey key(int event) {
        return new EventKey("endpoint", "event-" + event);
    }

    /** The claim that got the fence of that number, if there is one: the clock stands still, so that fences count up. */
    private static Claim claimOf(int event, int number) {
        return new Claim(key(event), new UUID(0, 0), FIRST_FENCE + number);
    }

    @Test
    void anyInterleaving_answersAsSomeOrderWould() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(2)
                .actorsAfter(1)
                .check(InMemoryDedupStoreLinearizabilityTest.class);
    }
}

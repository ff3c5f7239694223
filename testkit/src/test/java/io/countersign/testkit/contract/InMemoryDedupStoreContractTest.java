package io.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryDedupStoreContractTest extends DedupStoreContract {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final DedupStore store =
            InMemoryDedupStore.builder().clock(clock).maxInProgress(20_000).build();

    @Override
    protected DedupStore store() {
        return store;
    }

    @Override
    protected void pass(Duration duration) {
        clock.advance(duration);
    }

    @Test
    void capabilities_areNone() {
        assertThat(store.capabilities()).isEmpty();
    }
}

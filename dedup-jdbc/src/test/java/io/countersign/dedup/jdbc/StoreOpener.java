package io.countersign.dedup.jdbc;

import io.countersign.dedup.DedupStore;
import io.countersign.testkit.contract.SharedDedupStoreContract;
import java.time.Duration;

/** Opens a store in another process, by its JDBC URL. */
public final class StoreOpener implements SharedDedupStoreContract.Opener {
    @Override
    public DedupStore open(String where) {
        return JdbcDedupStore.builder(Pools.of(where))
                .timeout(Duration.ofMinutes(1))
                .build();
    }
}

package io.countersign.dedup.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.DedupStore;
import io.countersign.testkit.contract.SharedDedupStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MariaDbContractTest extends SharedDedupStoreContract {
    private static HikariDataSource pool;
    private static JdbcDedupStore store;

    @BeforeAll
    static void open() {
        pool = Pools.of(MariaDb.url());
        store = JdbcDedupStore.builder(pool).timeout(Duration.ofMinutes(1)).build();
    }

    @AfterAll
    static void close() {
        store.close();
        pool.close();
    }

    @Override
    protected DedupStore store() {
        return store;
    }

    @Override
    protected int raceEvents() {
        return 1_000;
    }

    @Override
    protected Duration lease() {
        return Duration.ofMillis(400);
    }

    @Override
    protected Class<? extends Opener> opener() {
        return StoreOpener.class;
    }

    @Override
    protected String where() {
        return pool.getJdbcUrl();
    }
}

package io.countersign.dedup.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.DedupStore;
import io.countersign.testkit.contract.DedupStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2ContractTest extends DedupStoreContract {
    private static HikariDataSource pool;
    private static JdbcDedupStore store;

    @BeforeAll
    static void open(@TempDir Path folder) {
        pool = Pools.of(H2.url(folder));
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
        return 2_000;
    }

    @Override
    protected Duration lease() {
        return Duration.ofMillis(400);
    }
}

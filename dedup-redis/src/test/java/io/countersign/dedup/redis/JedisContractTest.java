package io.countersign.dedup.redis;

import io.countersign.dedup.DedupStore;
import io.countersign.testkit.contract.SharedDedupStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Redis 6.2, through Jedis. */
class JedisContractTest extends SharedDedupStoreContract {
    private static RedisProcess server;
    private static Stores.Open open;

    @BeforeAll
    static void start() {
        server = RedisProcess.run();
        open = Stores.jedis(server.port());
    }

    @AfterAll
    static void stop() {
        open.close();
        server.close();
    }

    @Override
    protected DedupStore store() {
        return open.store();
    }

    @Override
    protected Class<? extends Opener> opener() {
        return Stores.Jedis.class;
    }

    @Override
    protected String where() {
        return Integer.toString(server.port());
    }

    @Override
    protected Duration lease() {
        return Duration.ofMillis(600);
    }
}

package io.countersign.dedup.redis;

import org.junit.jupiter.api.BeforeAll;

/** Redis 6.2, through Jedis. */
class JedisContractTest extends OneServerContract {
    @BeforeAll
    static void start() {
        use(RedisProcess.run(), Stores::jedis);
    }

    @Override
    protected Class<? extends Opener> opener() {
        return Stores.Jedis.class;
    }
}

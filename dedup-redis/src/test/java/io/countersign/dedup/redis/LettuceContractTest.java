package io.countersign.dedup.redis;

import org.junit.jupiter.api.BeforeAll;

/** Redis 6.2, through Lettuce. */
class LettuceContractTest extends OneServerContract {
    @BeforeAll
    static void start() {
        use(RedisProcess.run(), Stores::lettuce);
    }

    @Override
    protected Class<? extends Opener> opener() {
        return Stores.Lettuce.class;
    }
}

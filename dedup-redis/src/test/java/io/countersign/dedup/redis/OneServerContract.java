package io.countersign.dedup.redis;

import io.countersign.dedup.DedupStore;
import io.countersign.testkit.contract.SharedDedupStoreContract;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;

/** The contract on one server that is started for it. */
abstract class OneServerContract extends SharedDedupStoreContract {
    private static RedisProcess server;
    private static Stores.Open open;

    /** Takes over that server, and opens the store on its port. */
    static void use(RedisProcess started, IntFunction<Stores.Open> opening) {
        server = started;
        open = opening.apply(started.port());
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
    protected String where() {
        return Integer.toString(server.port());
    }

    @Override
    protected Duration lease() {
        return Duration.ofMillis(600);
    }
}

package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.dedup.Completion;
import io.countersign.dedup.SettleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an event costs, by the server's own count. */
class RedisMemoryTest {
    private static final int EVENTS = Integer.getInteger("redis.events", 100_000);
    private static final int THREADS = 32;

    @Test
    void handledEvent_takesNoMoreThan165Bytes() throws Exception {
        try (RedisProcess server = RedisProcess.run();
                Stores.Open open = Stores.lettuce(server.port());
                RawRedis raw = server.connect()) {
            assertThat(open.store().problem()).isEmpty();
            await().atMost(Stores.PATIENCE).until(() -> raw.ask("DBSIZE").equals(":0"));
            long before = raw.usedMemory();

            handle(open.store());

            assertThat(raw.ask("DBSIZE")).isEqualTo(":" + EVENTS);
            double bytes = (double) (raw.usedMemory() - before) / EVENTS;
            String usage = raw.ask("MEMORY", "USAGE", raw.ask("RANDOMKEY"));
            System.out.printf("bytes per handled event: %.1f of %d events, MEMORY USAGE %s%n", bytes, EVENTS, usage);
            assertThat(bytes).isBetween(50.0, 165.0);
        }
    }

    private static void handle(RedisDedupStore store) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                running.add(pool.submit(() -> {
                    for (int event = first; event < EVENTS; event += THREADS) {
                        assertThat(store.complete(
                                        Stores.acquired(store.claim(Stores.request("e" + event)))
                                                .claim(),
                                        new Completion(200)))
                                .isEqualTo(SettleResult.DONE);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get(Stores.PATIENCE.multipliedBy(10).toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}

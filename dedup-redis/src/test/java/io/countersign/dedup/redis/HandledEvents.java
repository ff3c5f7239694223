package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.Completion;
import io.countersign.dedup.SettleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What a handled event costs, by the server's own count. Stateless. */
final class HandledEvents {
    private static final int THREADS = 32;

    private HandledEvents() {}

    /** Bytes for each of so many, or of -Dredis.events; printed too, with the server they were measured on. */
    static double bytesEach(int usually, RedisProcess server) throws Exception {
        int events = Integer.getInteger("redis.events", usually);
        try (Stores.Open open = Stores.lettuce(server.port());
                RawRedis raw = server.connect()) {
            assertThat(open.store().problem()).isEmpty();
            raw.ask("FLUSHALL");
            long before = raw.usedMemory();

            handle(events, open.store());

            assertThat(raw.ask("DBSIZE")).isEqualTo(":" + events);
            double bytes = (double) (raw.usedMemory() - before) / events;
            System.out.println(String.format(
                    Locale.ROOT,
                    "%.1f bytes for each of %d handled events, MEMORY USAGE %s, on %s",
                    bytes,
                    events,
                    raw.ask("MEMORY", "USAGE", raw.ask("RANDOMKEY")).substring(1),
                    raw.version()));
            return bytes;
        }
    }

    private static void handle(int events, RedisDedupStore store) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                running.add(pool.submit(() -> {
                    for (int event = first; event < events; event += THREADS) {
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

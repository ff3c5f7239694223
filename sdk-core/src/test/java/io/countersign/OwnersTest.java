package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class OwnersTest {
    @Test
    void next_byManyThreads_isNeverTheSame() throws InterruptedException {
        ConcurrentLinkedQueue<UUID> owners = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 1_000; n++) {
                    owners.add(Owners.next());
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(owners).hasSize(8_000).doesNotHaveDuplicates();
    }
}

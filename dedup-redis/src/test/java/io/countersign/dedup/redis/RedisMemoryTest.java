package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an event costs. */
class RedisMemoryTest {
    @Test
    void handledEvent_takesNoMoreThan165Bytes() throws Exception {
        try (RedisProcess server = RedisProcess.run()) {
            assertThat(HandledEvents.bytesEach(100_000, server)).isBetween(50.0, 165.0);
        }
    }
}

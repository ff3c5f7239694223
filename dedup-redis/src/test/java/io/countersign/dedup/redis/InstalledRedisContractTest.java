package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Redis that this machine has. */
@Tag("redis.server")
class InstalledRedisContractTest extends InstalledServerContract {
    private static String version;

    @BeforeAll
    static void start() {
        version = start("redis.server");
    }

    @Test
    void server_isRedis() {
        assertThat(version).startsWith("Redis ");
    }
}

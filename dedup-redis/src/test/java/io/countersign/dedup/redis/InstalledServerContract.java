package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A server that this machine has, through Lettuce; {@code bin/test} looks for it and says what it found. */
abstract class InstalledServerContract extends OneServerContract {
    private static Path binary;

    /** Runs the server that a system property names; what it is, as in "Redis 7.0.15". */
    static String start(String property) {
        String program = System.getProperty(property);
        assertThat(program)
                .as("-D%s, which names the server's program", property)
                .isNotBlank();
        binary = Path.of(program);
        RedisProcess server = RedisProcess.run(binary);
        use(server, Stores::lettuce);
        try (RawRedis raw = server.connect()) {
            String version = raw.version();
            System.out.println("The contract of stores runs on " + version + ", " + program);
            return version;
        }
    }

    @Override
    protected Class<? extends Opener> opener() {
        return Stores.Lettuce.class;
    }

    /** More than {@link RedisMemoryTest} allows: Debian builds its server with an allocator of coarser sizes. */
    @Test
    void handledEvent_takesNoMoreThan180Bytes() throws Exception {
        try (RedisProcess empty = RedisProcess.run(binary)) {
            assertThat(HandledEvents.bytesEach(20_000, empty)).isBetween(50.0, 180.0);
        }
    }
}

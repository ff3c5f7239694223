package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.redis.RedisCluster;
import io.countersign.dedup.redis.RedisDedupStore;
import io.countersign.dedup.redis.RedisProcess;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Applications with Redis. */
class RedisAppTest extends SharedStoreRules {
    private static final String PASSWORD = "hunter2-of-the-server";
    private static final String PATIENT = "claim-timeout: 30s, settle-timeout: 30s";

    private static RedisProcess server;

    @BeforeAll
    static void startServer() {
        server = RedisProcess.run("--appendonly", "yes");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static String keys(int port, String redis) {
        return """
                spring.data.redis.port: %d
                countersign.dedup: { store: redis, nodes: 2, redis: { %s } }
                """.formatted(port, redis);
    }

    @Override
    String store() {
        return keys(server.port(), PATIENT);
    }

    @Override
    Class<RedisDedupStore> type() {
        return RedisDedupStore.class;
    }

    @Test
    void aDeadServer_asksTheSenderToRetry_andIsSeenFromOutside_untilItIsBack() throws IOException {
        try (RedisProcess own = RedisProcess.run();
                RunningApp app = RunningApp.start(
                        ENDPOINT
                                + keys(own.port(), "claim-timeout: 5s, settle-timeout: 5s")
                                + "spring.data.redis.username: default\n"
                                + "spring.data.redis.password: " + PASSWORD + "\n",
                        Application.class)) {
            StoreThatDies.takesNothingAndSaysSo(app, own::kill, PASSWORD);

            own.start();

            StoreThatDies.takesEventsAgain(app);
        }
    }

    @Test
    void aCluster_isUsedAsOne() {
        String id = anyId();
        try (RedisCluster cluster = RedisCluster.run()) {
            String yaml = ENDPOINT + """
                    spring.data.redis.cluster.nodes: 127.0.0.1:%d
                    countersign.dedup: { store: redis, redis: { %s } }
                    """.formatted(cluster.port(), PATIENT);
            try (RunningApp app = RunningApp.start(yaml, Application.class)) {
                assertThat(outcome(deliver(app, id))).isEqualTo("handled");
                assertThat(outcome(deliver(app, id))).isEqualTo("duplicate");
            }
        }
    }

    @Test
    void anotherPrefix_isAnotherStore() {
        String id = anyId();
        try (RunningApp app = start();
                RunningApp other = RunningApp.start(
                        ENDPOINT + keys(server.port(), PATIENT + ", prefix: \"other:\", plain-keys: true"),
                        Application.class)) {
            assertThat(outcome(deliver(app, id))).isEqualTo("handled");
            assertThat(outcome(deliver(other, id))).isEqualTo("handled");
        }
    }
}

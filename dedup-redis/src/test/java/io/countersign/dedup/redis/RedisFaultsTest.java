package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What breaks between the store and its server, and what becomes of a claim then. */
class RedisFaultsTest {
    private static final Completion OK = new Completion(200);
    private static final Duration BRIEF = Duration.ofMillis(150);

    /** What a thread may wait for its turn on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static RedisProcess server;

    private final String id = "evt-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        server = RedisProcess.run("--appendonly", "yes", "--appendfsync", "always");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RedisDedupStore brief(Stores.Client client) {
        return RedisDedupStore.builder(client.scripts())
                .claimTimeout(BRIEF)
                .settleTimeout(BRIEF)
                .build();
    }

    /** The result, which must come about as soon as the store promises. */
    private static <T> T inTime(Supplier<T> call) {
        long start = System.nanoTime();
        T result = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BRIEF.plus(SLACK));
        return result;
    }

    private ClaimResult claimSoon(RedisDedupStore store) {
        return await().atMost(Stores.PATIENCE)
                .until(() -> store.claim(Stores.request(id)), result -> !(result instanceof ClaimResult.Unavailable));
    }

    @ParameterizedTest
    @EnumSource
    void scriptsForgottenByTheServer_areSentAgain(Stores.Kind kind) {
        try (Stores.Open open = Stores.patient(kind.connect(server.port()));
                RawRedis raw = server.connect()) {
            assertThat(raw.ask("SCRIPT", "FLUSH")).isEqualTo("+OK");
            Claim claim =
                    Stores.acquired(open.store().claim(Stores.request(id))).claim();
            raw.ask("SCRIPT", "FLUSH");
            assertThat(open.store().renew(claim, Stores.LEASE)).isEqualTo(SettleResult.DONE);
            raw.ask("SCRIPT", "FLUSH");
            assertThat(open.store().complete(claim, OK)).isEqualTo(SettleResult.DONE);
            raw.ask("SCRIPT", "FLUSH");
            assertThat(open.store().problem()).isEmpty();
        }
    }

    @Test
    void replyOfAClaimLost_lettuceAsksAgainByItself_andItIsTheSameClaim() {
        try (CuttingProxy proxy = CuttingProxy.before(server.port());
                Stores.Open open = Stores.lettuce(proxy.port());
                RawRedis raw = server.connect()) {
            open.store().claim(Stores.request(id + "-warm-up"));
            long before = raw.calls("evalsha");
            proxy.cutNextReply();

            ClaimResult.Acquired acquired = Stores.acquired(open.store().claim(Stores.request(id)));

            assertThat(proxy.hasCut()).isTrue();
            assertThat(raw.calls("evalsha") - before).as("runs of the script").isEqualTo(2);
            assertThat(acquired.attempt()).isEqualTo(1);
            assertThat(acquired.takenOver()).isFalse();
            assertThat(open.store().complete(acquired.claim(), OK)).isEqualTo(SettleResult.DONE);
            assertThat(open.store().claim(Stores.request(id))).isEqualTo(new ClaimResult.Duplicate(OK));
        }
    }

    @Test
    void replyOfACompletionLost_lettuceAsksAgainByItself_andItIsDone() {
        try (CuttingProxy proxy = CuttingProxy.before(server.port());
                Stores.Open open = Stores.lettuce(proxy.port())) {
            Claim claim =
                    Stores.acquired(open.store().claim(Stores.request(id))).claim();
            proxy.cutNextReply();

            assertThat(open.store().complete(claim, OK)).isEqualTo(SettleResult.DONE);
            assertThat(proxy.hasCut()).isTrue();
            assertThat(open.store().release(claim)).isEqualTo(SettleResult.LOST);
        }
    }

    @Test
    void replyOfAClaimLost_askedForAgainThroughJedis_isTheSameClaim() {
        try (CuttingProxy proxy = CuttingProxy.before(server.port());
                Stores.Open open = Stores.jedis(proxy.port())) {
            open.store().claim(Stores.request(id + "-warm-up"));
            UUID owner = UUID.randomUUID();
            proxy.cutNextReply();

            assertThat(open.store().claim(Stores.request(id, owner))).isInstanceOf(ClaimResult.Unavailable.class);
            assertThat(proxy.hasCut()).isTrue();
            ClaimResult.Acquired acquired = Stores.acquired(open.store().claim(Stores.request(id, owner)));

            assertThat(acquired.attempt()).isEqualTo(1);
            assertThat(acquired.takenOver()).isFalse();
            proxy.cutNextReply();
            assertThat(open.store().complete(acquired.claim(), OK)).isEqualTo(SettleResult.UNKNOWN);
            assertThat(open.store().complete(acquired.claim(), OK)).isEqualTo(SettleResult.DONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverGone_isUnavailableInTime_andWorksWhenItIsBack(Stores.Kind kind) throws Exception {
        try (RedisProcess mortal = RedisProcess.run("--appendonly", "yes", "--appendfsync", "always");
                Stores.Client client = kind.connect(mortal.port())) {
            RedisDedupStore store = brief(client);
            Claim claim =
                    Stores.acquired(store.claim(Stores.request(id + "-before"))).claim();
            mortal.kill();

            assertThat(inTime(() -> store.claim(Stores.request(id)))).isInstanceOf(ClaimResult.Unavailable.class);
            assertThat(inTime(() -> store.complete(claim, OK))).isEqualTo(SettleResult.UNKNOWN);
            assertThat(inTime(() -> store.release(claim))).isEqualTo(SettleResult.UNKNOWN);
            assertThat(inTime(() -> store.renew(claim, Stores.LEASE))).isEqualTo(SettleResult.UNKNOWN);
            assertThat(inTime(store::problem)).isPresent();

            mortal.start();
            assertThat(claimSoon(store)).isInstanceOf(ClaimResult.Acquired.class);
            assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.DONE);
            assertThat(store.problem()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverThatHangs_isUnavailableInTime_andWorksWhenItGoesOn(Stores.Kind kind) throws Exception {
        try (Stores.Client client = kind.connect(server.port())) {
            RedisDedupStore store = brief(client);
            Claim claim =
                    Stores.acquired(store.claim(Stores.request(id + "-before"))).claim();
            server.pause();
            try {
                assertThat(inTime(() -> store.claim(Stores.request(id))))
                        .isEqualTo(new ClaimResult.Unavailable("Redis did not answer within 150 ms"));
                assertThat(inTime(() -> store.complete(claim, OK))).isEqualTo(SettleResult.UNKNOWN);
                assertThat(inTime(store::problem).orElse("")).contains("did not answer within 150 ms");
            } finally {
                server.resume();
            }
            await().atMost(Stores.PATIENCE).until(() -> store.problem().isEmpty());
            assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.DONE);
        }
    }

    @Test
    void lettuceWithoutAServer_keepsAThousandCommandsAndThenFailsAtOnce() {
        RedisProcess mortal = RedisProcess.run();
        try (mortal;
                Stores.Client client = Stores.Client.lettuce(mortal.port())) {
            RedisDedupStore store = RedisDedupStore.builder(client.scripts())
                    .claimTimeout(Duration.ofMillis(1))
                    .build();
            mortal.kill();

            int timeouts = 0;
            ClaimResult result = store.claim(Stores.request(id));
            while (!result.toString().contains("not connected") && timeouts < 2_000) {
                timeouts++;
                result = store.claim(Stores.request(id));
            }

            assertThat(result).isEqualTo(new ClaimResult.Unavailable("Redis failed: not connected"));
            assertThat(timeouts).isBetween(900, 1_100);
        }
    }

    @Test
    void restartWithAnAppendOnlyFile_forgetsNothing() throws Exception {
        try (RedisProcess mortal = RedisProcess.run("--appendonly", "yes", "--appendfsync", "always");
                Stores.Open open = Stores.lettuce(mortal.port())) {
            for (int event = 0; event < 100; event++) {
                Claim claim = Stores.acquired(open.store().claim(Stores.request(id + event)))
                        .claim();
                assertThat(open.store().complete(claim, OK)).isEqualTo(SettleResult.DONE);
            }
            mortal.kill();
            mortal.start();

            for (int event = 0; event < 100; event++) {
                assertThat(open.store().claim(Stores.request(id + event))).isEqualTo(new ClaimResult.Duplicate(OK));
            }
        }
    }
}

package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore.Capability;
import io.countersign.dedup.SettleResult;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisProtocol;

/** What the store finds out about its server, and says. */
class RedisServerCheckTest {
    /** What the documentation asks of an administrator, and no more. */
    private static final String[] USER = {
        "ACL",
        "SETUSER",
        "webhooks",
        "on",
        ">not-a-secret",
        "~w:*",
        "+evalsha",
        "+eval",
        "+get",
        "+set",
        "+time",
        "+info"
    };

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(RedisDedupStore.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void serverThatKeepsWhatItIsTold_isNotWarnedOfAndDurable(Stores.Kind kind) {
        try (RedisProcess server = RedisProcess.run("--appendonly", "yes", "--appendfsync", "always");
                Stores.Open open = Stores.patient(kind.connect(server.port()))) {
            assertThat(warnings()).isEmpty();
            assertThat(open.store().capabilities()).containsExactlyInAnyOrder(Capability.SHARED, Capability.DURABLE);
        }
    }

    @Test
    void appendOnlyFileThatIsSyncedLater_isNotWarnedOfAndNotDurable() {
        try (RedisProcess server = RedisProcess.run("--appendonly", "yes", "--appendfsync", "everysec");
                Stores.Open open = Stores.lettuce(server.port())) {
            assertThat(warnings()).isEmpty();
            assertThat(open.store().capabilities()).containsExactly(Capability.SHARED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverThatEvictsAndForgets_isWarnedOf(Stores.Kind kind) {
        try (RedisProcess server = RedisProcess.run("--maxmemory-policy", "volatile-lru");
                Stores.Open open = Stores.patient(kind.connect(server.port()))) {
            assertThat(warnings())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line)
                            .contains(
                                    "maxmemory-policy of Redis 6.2.",
                                    "is volatile-lru",
                                    "set maxmemory-policy noeviction"))
                    .anySatisfy(line -> assertThat(line).contains("append-only file", "set appendonly yes"));
            assertThat(open.store().capabilities()).containsExactly(Capability.SHARED);
        }
    }

    @Test
    void serverThatEvicts_isRefusedWhereThatIsAskedFor() {
        try (RedisProcess server = RedisProcess.run("--maxmemory-policy", "allkeys-lru");
                Stores.Client client = Stores.Client.lettuce(server.port())) {
            assertThatThrownBy(() -> RedisDedupStore.builder(client.scripts())
                            .refuseEviction()
                            .build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is allkeys-lru")
                    .hasMessageContaining("; set maxmemory-policy noeviction");
        }
    }

    @Test
    void serverThatDoesNotEvict_isTakenAlsoWhereEvictionIsRefused() {
        try (RedisProcess server = RedisProcess.run();
                Stores.Client client = Stores.Client.lettuce(server.port())) {
            RedisDedupStore store =
                    RedisDedupStore.builder(client.scripts()).refuseEviction().build();

            assertThat(store.problem()).isEmpty();
        }
    }

    @Test
    void jedisOverResp3_readsSettingsToo() throws Exception {
        try (RedisProcess server = RedisProcess.run();
                Stores.Client client = Stores.Client.jedis(
                        server.port(), DefaultJedisClientConfig.builder().protocol(RedisProtocol.RESP3))) {
            assertThat(client.scripts().setting("appendfsync", Stores.PATIENCE)).containsExactly("everysec");
            assertThat(client.scripts().setting("no-such-setting", Stores.PATIENCE))
                    .isEmpty();
        }
    }

    @Test
    void settingThatTheServerDoesNotKnow_hasNoValue() throws Exception {
        try (RedisProcess server = RedisProcess.run();
                Stores.Client jedis = Stores.Client.jedis(server.port());
                Stores.Client lettuce = Stores.Client.lettuce(server.port())) {
            assertThat(jedis.scripts().setting("no-such-setting", Stores.PATIENCE))
                    .isEmpty();
            assertThat(lettuce.scripts().setting("no-such-setting", Stores.PATIENCE))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.0.16", "5.0.14", "2.8.4"})
    void serverThatIsTooOld_isRefused(String version) {
        assertThatThrownBy(() -> RedisDedupStore.builder(new Telling("redis_version:" + version))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("need Redis 6.2 or newer, or Valkey, but the server is Redis " + version)
                .hasMessageContaining("upgrade it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.2.0", "6.10.1", "7.0.15", "10.0.0", "8.4-rc1"})
    void serverThatIsNewEnough_isTaken(String version) {
        RedisDedupStore.builder(new Telling("redis_version:" + version)).build();
    }

    @Test
    void serverThatTellsLittle_isSaidToBeUnchecked() {
        RedisDedupStore store = RedisDedupStore.builder(new Telling("")).build();

        assertThat(warnings())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("evicts keys could not be checked"))
                .anySatisfy(line -> assertThat(line).contains("append-only file could not be checked"));
        assertThat(store.capabilities()).containsExactly(Capability.SHARED);
    }

    @Test
    void valkey_isCalledByItsName() {
        RedisDedupStore.builder(new Telling(
                        "redis_version:7.2.4\nserver_name:valkey\nvalkey_version:8.1.4\nmaxmemory_policy:allkeys-lfu"))
                .build();

        assertThat(warnings())
                .anySatisfy(line -> assertThat(line).contains("maxmemory-policy of Valkey 8.1.4 is allkeys-lfu"));
    }

    @ParameterizedTest
    @EnumSource
    void userWithTheDocumentedRights_mayDoAllOfIt(Stores.Kind kind) {
        try (RedisProcess server = RedisProcess.run("--appendonly", "yes", "--appendfsync", "always");
                RawRedis raw = server.connect()) {
            assertThat(raw.ask(USER)).isEqualTo("+OK");
            raw.ask("SCRIPT", "FLUSH");
            try (Stores.Open open = asUser(kind, server)) {
                Claim claim =
                        Stores.acquired(open.store().claim(Stores.request("e"))).claim();
                assertThat(open.store().renew(claim, Stores.LEASE)).isEqualTo(SettleResult.DONE);
                assertThat(open.store().complete(claim, new Completion(200))).isEqualTo(SettleResult.DONE);
                assertThat(open.store().problem()).isEmpty();
                assertThat(warnings()).isEmpty();
                assertThat(open.store().capabilities())
                        .as("CONFIG is not allowed, so it cannot be known")
                        .containsExactly(Capability.SHARED);
            }
            raw.ask("ACL", "SETUSER", "webhooks", "+config|get");
            try (Stores.Open open = asUser(kind, server)) {
                assertThat(open.store().capabilities()).contains(Capability.DURABLE);
            }
        }
    }

    @Test
    void userWithoutTheRights_isUnavailableAndTold() {
        try (RedisProcess server = RedisProcess.run();
                RawRedis raw = server.connect()) {
            assertThat(raw.ask(USER)).isEqualTo("+OK");
            raw.ask("ACL", "SETUSER", "webhooks", "-info");
            try (Stores.Open open = asUser(Stores.Kind.LETTUCE, server)) {
                assertThat(open.store().problem()).isEmpty();
                assertThat(open.store().problem()).isEmpty();
                assertThat(warnings())
                        .as("said once, whatever the health check finds again")
                        .singleElement()
                        .satisfies(line -> assertThat(line).contains("could not be checked", "permission"));
            }
            raw.ask("ACL", "SETUSER", "webhooks", "-set");
            try (Stores.Open open = asUser(Stores.Kind.LETTUCE, server)) {
                assertThat(open.store().claim(Stores.request("e")))
                        .isInstanceOfSatisfying(
                                ClaimResult.Unavailable.class,
                                unavailable -> assertThat(unavailable.problem())
                                        .contains("can't run this command")
                                        .doesNotContain("user_script"));
                assertThat(open.store().problem().orElse("")).contains("can't run this command", "may this user write");
                assertThat(warnings())
                        .anySatisfy(line -> assertThat(line).contains("could not be checked", "permission"));
            }
        }
    }

    private static Stores.Open asUser(Stores.Kind kind, RedisProcess server) {
        if (kind == Stores.Kind.JEDIS) {
            return Stores.patient(Stores.Client.jedis(
                    server.port(),
                    DefaultJedisClientConfig.builder().user("webhooks").password("not-a-secret")));
        }
        return Stores.patient(Stores.Client.lettuce(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(server.port())
                .withAuthentication("webhooks", "not-a-secret".toCharArray())
                .build()));
    }

    @Test
    void serverThatIsFull_isUnavailableRatherThanForgetful() {
        try (RedisProcess server = RedisProcess.run();
                RawRedis raw = server.connect();
                Stores.Open open = Stores.lettuce(server.port())) {
            Claim claim = Stores.acquired(open.store().claim(Stores.request("before")))
                    .claim();
            raw.ask("CONFIG", "SET", "maxmemory", "1000");

            assertThat(open.store().claim(Stores.request("e")))
                    .isInstanceOfSatisfying(
                            ClaimResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.problem()).contains("maxmemory"));
            assertThat(open.store().problem().orElse("")).contains("maxmemory");
            assertThat(open.store().complete(claim, new Completion(200))).isEqualTo(SettleResult.UNKNOWN);

            raw.ask("CONFIG", "SET", "maxmemory", "0");
            assertThat(open.store().complete(claim, new Completion(200))).isEqualTo(SettleResult.DONE);
        }
    }

    @Test
    void replica_isAProblem() {
        try (RedisProcess primary = RedisProcess.run();
                RedisProcess replica = RedisProcess.run();
                RawRedis raw = replica.connect();
                Stores.Open open = Stores.lettuce(replica.port())) {
            assertThat(raw.ask("REPLICAOF", "127.0.0.1", Integer.toString(primary.port())))
                    .isEqualTo("+OK");
            assertThat(open.store().problem().orElse("")).contains("READONLY");
            assertThat(open.store().claim(Stores.request("e"))).isInstanceOf(ClaimResult.Unavailable.class);
        }
    }

    @Test
    void serverThatIsDownAtTheStart_isCheckedWhenItIsUp() throws Exception {
        try (RedisProcess server = RedisProcess.run("--maxmemory-policy", "allkeys-lru");
                Stores.Client client = Stores.Client.lettuce(server.port())) {
            server.kill();
            RedisDedupStore store =
                    RedisDedupStore.builder(new Hurried(client.scripts())).build();
            assertThat(warnings())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("could not be checked", "with the health check"));
            server.start();

            await().atMost(Stores.PATIENCE).until(() -> store.problem().isEmpty());

            assertThat(warnings()).anySatisfy(line -> assertThat(line).contains("is allkeys-lru"));
        }
    }

    /** A server that no longer can be had here, by what it tells. */
    private record Telling(String info) implements RedisScripts {
        @Override
        public Optional<byte[]> evalSha(String sha1, byte[] key, List<byte[]> args, Duration timeout) {
            throw new IllegalStateException("not asked for in these tests");
        }

        @Override
        public byte[] eval(String script, byte[] key, List<byte[]> args, Duration timeout) {
            throw new IllegalStateException("not asked for in these tests");
        }

        @Override
        public List<String> info(Duration timeout) {
            return List.of(info);
        }

        @Override
        public List<String> setting(String name, Duration timeout) {
            return List.of();
        }
    }

    /** Waits no longer than a moment, so that the test need not. */
    private record Hurried(RedisScripts scripts) implements RedisScripts {
        private static final Duration MOMENT = Duration.ofMillis(200);

        @Override
        public Optional<byte[]> evalSha(String sha1, byte[] key, List<byte[]> args, Duration timeout)
                throws TimeoutException, InterruptedException {
            return scripts.evalSha(sha1, key, args, MOMENT);
        }

        @Override
        public byte[] eval(String script, byte[] key, List<byte[]> args, Duration timeout)
                throws TimeoutException, InterruptedException {
            return scripts.eval(script, key, args, MOMENT);
        }

        @Override
        public List<String> info(Duration timeout) throws TimeoutException, InterruptedException {
            return scripts.info(MOMENT);
        }

        @Override
        public List<String> setting(String name, Duration timeout) throws TimeoutException, InterruptedException {
            return scripts.setting(name, MOMENT);
        }
    }
}

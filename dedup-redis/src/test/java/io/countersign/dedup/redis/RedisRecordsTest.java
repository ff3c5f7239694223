package io.countersign.dedup.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.EventKey;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** What stands in Redis. */
class RedisRecordsTest {
    private static final Completion OK = new Completion(200);
    private static RedisProcess server;
    private static Stores.Client client;
    private static RawRedis raw;

    private final String id = "evt-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        server = RedisProcess.run();
        client = Stores.Client.lettuce(server.port());
        raw = server.connect();
    }

    @AfterAll
    static void stop() {
        raw.close();
        client.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        raw.ask("FLUSHALL");
    }

    private static RedisDedupStore.Builder store() {
        return RedisDedupStore.builder(client.scripts())
                .claimTimeout(Stores.PATIENCE)
                .settleTimeout(Stores.PATIENCE);
    }

    /** The key of the only event. */
    private static String onlyKey() {
        assertThat(raw.ask("DBSIZE")).isEqualTo(":1");
        return raw.ask("RANDOMKEY");
    }

    private ClaimRequest request(String body) {
        return new ClaimRequest(
                new EventKey("statuspulse", id),
                BodyDigest.of(body.getBytes(UTF_8)),
                UUID.randomUUID(),
                Stores.LEASE,
                Stores.RETENTION);
    }

    @Test
    void record_holdsNeitherTheIdNorTheEndpointNorTheBody() {
        RedisDedupStore store = store().build();
        Claim claim = Stores.acquired(store.claim(request("body text"))).claim();
        String inProgress = onlyKey() + raw.ask("GET", onlyKey());
        store.complete(claim, OK);
        String completed = onlyKey() + raw.ask("GET", onlyKey());

        assertThat(inProgress + completed).doesNotContain(id, "statuspulse", "body text");
    }

    @Test
    void record_isAsLongAsDocumented() {
        RedisDedupStore store = store().build();

        Claim first = Stores.acquired(store.claim(Stores.request(id))).claim();
        assertThat(onlyKey()).startsWith("w:").hasSize(18);
        assertThat(raw.ask("GET", onlyKey())).startsWith("P").hasSize(61);
        store.release(first);
        assertThat(raw.ask("GET", onlyKey())).startsWith("R").hasSize(37);
        store.complete(Stores.acquired(store.claim(Stores.request(id))).claim(), OK);
        assertThat(raw.ask("GET", onlyKey())).startsWith("C").hasSize(27);
    }

    @Test
    void record_livesForTheRetentionWhateverBecomesOfIt() {
        RedisDedupStore store = store().build();
        Claim first = Stores.acquired(store.claim(Stores.request(id))).claim();
        assertRetention();
        store.renew(first, Stores.LEASE);
        assertRetention();
        store.release(first);
        assertRetention();
        store.complete(Stores.acquired(store.claim(Stores.request(id))).claim(), OK);
        assertRetention();
    }

    private static void assertRetention() {
        Duration left =
                Duration.ofMillis(Long.parseLong(raw.ask("PTTL", onlyKey()).substring(1)));
        assertThat(left).isBetween(Stores.RETENTION.minusMinutes(1), Stores.RETENTION);
    }

    @Test
    void record_livesAsLongAsALeaseThatOutlivesTheRetention() {
        RedisDedupStore store = store().build();
        Claim claim = Stores.acquired(store.claim(Stores.request(id))).claim();
        Duration lease = Stores.RETENTION.multipliedBy(2);

        store.renew(claim, lease);

        assertThat(timeToLive()).isBetween(lease.minusMinutes(1), lease);
    }

    private ClaimRequest request(UUID owner, Duration lease, Duration retention) {
        return new ClaimRequest(new EventKey("statuspulse", id), BodyDigest.of(new byte[0]), owner, lease, retention);
    }

    private static Duration timeToLive() {
        return Duration.ofMillis(Long.parseLong(raw.ask("PTTL", onlyKey()).substring(1)));
    }

    @Test
    void retention_countsFromTheFirstClaim() {
        RedisDedupStore store = store().build();
        Duration minute = Duration.ofMinutes(1);
        ClaimRequest first = request(UUID.randomUUID(), minute, minute);
        store.release(Stores.acquired(store.claim(first)).claim());

        ClaimRequest second = request(UUID.randomUUID(), Duration.ofSeconds(1), Stores.RETENTION);
        store.complete(Stores.acquired(store.claim(second)).claim(), OK);

        assertThat(timeToLive()).isBetween(Duration.ofSeconds(1), minute);
    }

    @Test
    void leaseOfALaterAttempt_mayOutliveTheRetention() {
        RedisDedupStore store = store().build();
        Duration minute = Duration.ofMinutes(1);
        ClaimRequest first = request(UUID.randomUUID(), minute, minute);
        store.release(Stores.acquired(store.claim(first)).claim());

        Stores.acquired(store.claim(request(UUID.randomUUID(), minute.multipliedBy(10), Stores.RETENTION)));

        assertThat(timeToLive()).isBetween(minute.multipliedBy(9), minute.multipliedBy(10));
    }

    @Test
    void retentionOverWhileTheLeaseLives_isForgottenOnlyWhenTheLeaseEnds() throws Exception {
        RedisDedupStore store = store().build();
        UUID owner = UUID.randomUUID();
        Duration moment = Duration.ofMillis(50);
        ClaimRequest brief = request(owner, moment, moment);
        // The renewal must come before the moment is over, so a slow machine may need a few tries.
        Claim held = await().atMost(Stores.PATIENCE)
                .until(
                        () -> Stores.acquired(store.claim(brief)).claim(),
                        claim -> store.renew(claim, Stores.LEASE) == SettleResult.DONE);
        Thread.sleep(moment.multipliedBy(2).toMillis());

        ClaimResult.Acquired again = Stores.acquired(store.claim(request(owner, Stores.LEASE, Stores.LEASE)));
        assertThat(again.claim().fence()).as("the same claim").isEqualTo(held.fence());
        assertThat(store.claim(Stores.request(id))).isInstanceOf(ClaimResult.InProgress.class);

        assertThat(store.release(held)).isEqualTo(SettleResult.DONE);
        ClaimResult.Acquired anew = Stores.acquired(store.claim(Stores.request(id)));
        assertThat(anew.attempt()).isEqualTo(1);
        assertThat(anew.bodyChanged()).isFalse();
        assertThat(anew.claim().fence()).isGreaterThan(held.fence());
        assertThat(timeToLive()).isBetween(Stores.RETENTION.minusMinutes(1), Stores.RETENTION);
    }

    @Test
    void retentionForEver_isACentury() {
        ClaimRequest forEver = new ClaimRequest(
                new EventKey("statuspulse", id),
                BodyDigest.of(new byte[0]),
                UUID.randomUUID(),
                Stores.LEASE,
                Duration.ofSeconds(Long.MAX_VALUE));

        Stores.acquired(store().build().claim(forEver));

        assertThat(timeToLive()).isBetween(Duration.ofDays(36_524), Duration.ofDays(36_525));
    }

    /** Who changes this forgets what is stored; the document shows how to compute it by hand. */
    @Test
    void key_isThePrefixAndHalfOfTheDigest() {
        Stores.acquired(store().build().claim(Stores.request("INC-1")));

        assertThat(HexFormat.of().formatHex(onlyKey().getBytes(ISO_8859_1)))
                .isEqualTo("773acb357f61402f70cd6746179f6b8d11c2");
    }

    @Test
    void plainKeys_showTheEvent() {
        RedisDedupStore store = store().prefix("webhooks:").plainKeys().build();

        Stores.acquired(store.claim(Stores.request(id)));

        assertThat(onlyKey()).isEqualTo("webhooks:statuspulse\0" + id);
    }

    @Test
    void anotherPrefix_isAnotherStore() {
        Stores.acquired(store().build().claim(Stores.request(id)));

        assertThat(store().prefix("v:").build().claim(Stores.request(id))).isInstanceOf(ClaimResult.Acquired.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "{tag}", "w*", "w?", "[w]", "w\\", "w\n", "w\u00fc", "w\u007f"})
    void prefixThatWouldMeanSomethingElse_isRefused(String prefix) {
        assertThatThrownBy(() -> store().prefix(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix")
                .hasMessageContaining("for example w:");
    }

    @Test
    void prefixThatIsTooLong_isRefused() {
        store().prefix("p".repeat(64));
        assertThatThrownBy(() -> store().prefix("p".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "something else", "C too short", "N", "P", "R"})
    void keyThatHoldsSomethingElse_isUnavailableAndLeftAlone(String foreign) {
        RedisDedupStore store = store().build();
        Claim claim = Stores.acquired(store.claim(Stores.request(id))).claim();
        String key = onlyKey();
        raw.ask("SET", key, foreign);

        assertThat(store.claim(Stores.request(id)))
                .isInstanceOfSatisfying(
                        ClaimResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.problem()).contains("same prefix?"));
        assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.LOST);
        assertThat(store.release(claim)).isEqualTo(SettleResult.LOST);
        assertThat(store.renew(claim, Stores.LEASE)).isEqualTo(SettleResult.LOST);
        assertThat(raw.ask("GET", key)).isEqualTo(foreign);
    }

    @Test
    void keyOfAnotherType_isUnavailable() {
        RedisDedupStore store = store().build();
        Claim claim = Stores.acquired(store.claim(Stores.request(id))).claim();
        String key = onlyKey();
        raw.ask("DEL", key);
        raw.ask("LPUSH", key, "x");

        assertThat(store.claim(Stores.request(id)))
                .isInstanceOfSatisfying(
                        ClaimResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.problem()).contains("WRONGTYPE"));
        assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.UNKNOWN);
    }

    @Test
    void fence_isTheServersClockInMicroseconds() {
        RedisDedupStore store = store().build();
        String[] before = raw.ask("TIME").split("\n");

        long fence = Stores.acquired(store.claim(Stores.request(id))).claim().fence();

        long micros = Long.parseLong(before[0]) * 1_000_000 + Long.parseLong(before[1]);
        assertThat(fence).isBetween(micros, micros + Stores.PATIENCE.toMillis() * 1_000);
    }

    @Test
    void fence_risesEvenIfTheServersClockWentBack() {
        RedisDedupStore store = store().build();
        Claim first = Stores.acquired(store.claim(Stores.request(id))).claim();
        store.release(first);
        String key = onlyKey();
        String ahead = "R\u0000\u0010" + raw.ask("GET", key).substring(3);
        raw.ask("SET", key, ahead);

        Claim second = Stores.acquired(store.claim(Stores.request(id))).claim();

        assertThat(second.fence()).isEqualTo(fenceOf(ahead) + 1).isGreaterThan(first.fence() * 2);
        assertThat(store.complete(second, OK)).isEqualTo(SettleResult.DONE);
    }

    private static long fenceOf(String record) {
        long fence = 0;
        for (char each : record.substring(1, 9).toCharArray()) {
            fence = fence << 8 | each;
        }
        return fence;
    }

    @Test
    void probe_leavesNothingForLong() {
        RedisDedupStore store = store().build();

        assertThat(store.problem()).isEmpty();

        assertThat(onlyKey()).startsWith("w:probe-");
        assertThat(Long.parseLong(raw.ask("PTTL", onlyKey()).substring(1))).isBetween(-2L, 1_000L);
    }

    @Test
    void timeouts_mustBePositive() {
        assertThatThrownBy(() -> store().claimTimeout(Duration.ZERO)).hasMessageContaining("claimTimeout");
        assertThatThrownBy(() -> store().settleTimeout(Duration.ofMillis(-1))).hasMessageContaining("settleTimeout");
        try (UnifiedJedis jedis = RedisClient.create("127.0.0.1", server.port())) {
            assertThatThrownBy(() -> JedisScripts.on(jedis, 0)).hasMessageContaining("calls must be at least 1");
        }
    }
}

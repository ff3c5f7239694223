package io.countersign.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.EventKey;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a store does whose server is away. The pool has its defaults: it would wait for 30 seconds. The drivers give up connecting
 * soon, for which the store need not wait, but without which it takes as long to find the server again.
 */
abstract class JdbcNetworkRules {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Duration SLOW_MACHINE = Duration.ofSeconds(5);

    private Network network;
    private HikariDataSource pool;
    private JdbcDedupStore store;

    abstract int serverPort();

    abstract String url(int port);

    @BeforeEach
    void open() throws Exception {
        network = new Network(serverPort());
        pool = Pools.of(url(network.port()));
        store = JdbcDedupStore.builder(pool)
                .table("network_rules")
                .timeout(TIMEOUT)
                .build();
    }

    @AfterEach
    void close() {
        store.close();
        network.close();
        pool.close();
    }

    private static ClaimRequest request() {
        return new ClaimRequest(
                new EventKey("endpoint", UUID.randomUUID().toString()),
                BodyDigest.of(new byte[0]),
                UUID.randomUUID(),
                Duration.ofMinutes(1),
                Duration.ofDays(7));
    }

    private Claim acquire() {
        ClaimResult result = await().atMost(Duration.ofSeconds(30))
                .until(() -> store.claim(request()), ClaimResult.Acquired.class::isInstance);
        return ((ClaimResult.Acquired) result).claim();
    }

    private void assertThatNothingWorksAndNothingHangs(Claim held) {
        for (int tries = 0; tries < 3; tries++) {
            long before = System.nanoTime();
            assertThat(store.claim(request())).isInstanceOf(ClaimResult.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SLOW_MACHINE);
        }
        long before = System.nanoTime();
        assertThat(store.complete(held, new Completion(200))).isEqualTo(SettleResult.UNKNOWN);
        assertThat(store.problem()).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SLOW_MACHINE);
    }

    @Test
    void serverDown_isUnavailableInTime_andWorksAgainWhenItIsBack() throws Exception {
        Claim held = acquire();
        network.cut();

        assertThatNothingWorksAndNothingHangs(held);

        network.mend();
        acquire();
        assertThat(store.complete(held, new Completion(200))).isEqualTo(SettleResult.DONE);
    }

    @Test
    void networkThatSwallowsEverything_isUnavailableInTime_andWorksAgainWhenItIsMended() throws Exception {
        Claim held = acquire();
        network.swallow();

        assertThatNothingWorksAndNothingHangs(held);

        network.mend();
        acquire();
        assertThat(store.complete(held, new Completion(200))).isEqualTo(SettleResult.DONE);
    }

    @Test
    void build_withTheServerDown_saysThatItCannotStart() throws Exception {
        network.cut();
        try (HikariDataSource impatient = new HikariDataSource()) {
            impatient.setJdbcUrl(url(network.port()));
            impatient.setConnectionTimeout(300);
            assertThatIllegalStateException()
                    .isThrownBy(() -> JdbcDedupStore.builder(impatient).build())
                    .withMessageContaining("cannot start");
        }
    }
}

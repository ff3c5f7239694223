package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.Claim;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import io.countersign.testkit.contract.SharedDedupStoreContract;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three nodes of Redis 6.2 in a cluster, through Lettuce. */
class LettuceClusterContractTest extends SharedDedupStoreContract {
    private static RedisCluster cluster;
    private static Stores.Open open;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.run();
        open = Stores.lettuceCluster(cluster.port());
    }

    @AfterAll
    static void stop() {
        open.close();
        cluster.close();
    }

    @Override
    protected DedupStore store() {
        return open.store();
    }

    @Override
    protected Class<? extends Opener> opener() {
        return Stores.LettuceCluster.class;
    }

    @Override
    protected String where() {
        return Integer.toString(cluster.port());
    }

    @Override
    protected Duration lease() {
        return Duration.ofMillis(600);
    }

    @Test
    void events_areSpreadOverAllNodes() {
        List<Integer> before = sizes();

        for (int event = 0; event < 300; event++) {
            Stores.acquired(store().claim(Stores.request("spread-" + event)));
        }

        List<Integer> after = sizes();
        for (int node = 0; node < after.size(); node++) {
            assertThat(after.get(node) - before.get(node)).as("node %d", node).isGreaterThan(50);
        }
    }

    private static List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        for (RedisProcess node : cluster.nodes()) {
            try (RawRedis connection = node.connect()) {
                sizes.add(Integer.parseInt(connection.ask("DBSIZE").substring(1)));
            }
        }
        return sizes;
    }

    @Test
    void userWithTheDocumentedRights_mayDoAllOfIt() {
        for (RedisProcess node : cluster.nodes()) {
            try (RawRedis connection = node.connect()) {
                assertThat(connection.ask(
                                "ACL",
                                "SETUSER",
                                "webhooks",
                                "on",
                                ">not-a-secret",
                                "~w:*",
                                "+@connection",
                                "+evalsha",
                                "+eval",
                                "+get",
                                "+set",
                                "+time",
                                "+info",
                                "+config|get",
                                "+cluster"))
                        .isEqualTo("+OK");
                connection.ask("SCRIPT", "FLUSH");
            }
        }
        RedisURI uri = RedisURI.builder(Stores.uri(cluster.port()))
                .withAuthentication("webhooks", "not-a-secret".toCharArray())
                .build();
        try (Stores.Open user = Stores.patient(Stores.Client.lettuceCluster(uri))) {
            for (int event = 0; event < 20; event++) {
                Claim claim = Stores.acquired(user.store().claim(Stores.request("rights-" + event)))
                        .claim();
                assertThat(user.store().complete(claim, new Completion(200))).isEqualTo(SettleResult.DONE);
            }
            assertThat(user.store().problem()).isEmpty();
        }
    }

    @Test
    void check_asksEveryPrimary() throws Exception {
        RedisProcess last = cluster.nodes().get(cluster.nodes().size() - 1);
        try (RawRedis connection = last.connect();
                Stores.Client client = Stores.Client.lettuceCluster(cluster.port())) {
            connection.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");

            assertThat(ServerCheck.of(client.scripts(), false, Stores.PATIENCE).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("maxmemory-policy", "allkeys-lru"));

            connection.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
        }
    }
}

package io.countersign.dedup.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three primaries that share the slots. Confined to one thread. */
public final class RedisCluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final int SLOTS = 16_384;

    private final List<RedisProcess> nodes = new ArrayList<>();

    /** Starts it, and waits until every server knows the others. */
    public static RedisCluster run() {
        RedisCluster cluster = new RedisCluster();
        for (int node = 0; node < NODES; node++) {
            cluster.nodes.add(RedisProcess.run("--cluster-enabled", "yes"));
        }
        for (int node = 0; node < NODES; node++) {
            cluster.join(node);
        }
        for (RedisProcess node : cluster.nodes) {
            await().atMost(Duration.ofSeconds(30)).until(() -> knowsAll(node));
        }
        return cluster;
    }

    private void join(int node) {
        List<String> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        for (int slot = node; slot < SLOTS; slot += NODES) {
            slots.add(Integer.toString(slot));
        }
        try (RawRedis connection = nodes.get(node).connect()) {
            ok(connection.ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(node + 1)));
            ok(connection.ask(slots.toArray(String[]::new)));
            ok(connection.ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(port())));
        }
    }

    private static void ok(String reply) {
        if (!reply.equals("+OK")) {
            throw new IllegalStateException("the cluster did not come about: " + reply);
        }
    }

    private static boolean knowsAll(RedisProcess node) {
        try (RawRedis connection = node.connect()) {
            String info = connection.ask("CLUSTER", "INFO");
            return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + NODES);
        }
    }

    /** Of one node, which knows the others. */
    public int port() {
        return nodes.get(0).port();
    }

    List<RedisProcess> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}

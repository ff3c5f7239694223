package io.countersign.dedup.redis;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.EventKey;
import io.countersign.testkit.contract.SharedDedupStoreContract;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.UUID;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;

/** Stores behind each client, and what the tests claim. Stateless. */
final class Stores {
    /** For tests that are not about timeouts, on a machine that does other things too. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final Duration LEASE = Duration.ofMinutes(1);
    static final Duration RETENTION = Duration.ofDays(7);

    private Stores() {}

    /** The clients that the module knows. */
    enum Kind {
        LETTUCE,
        JEDIS;

        Client connect(int port) {
            return this == LETTUCE ? Client.lettuce(port) : Client.jedis(port);
        }
    }

    /** A client of its own, and how to close it. */
    record Client(RedisScripts scripts, Runnable closing) implements AutoCloseable {
        static Client lettuce(int port) {
            return lettuce(uri(port));
        }

        static Client lettuce(RedisURI uri) {
            RedisClient client = RedisClient.create(uri);
            return new Client(LettuceScripts.on(client.connect(ByteArrayCodec.INSTANCE)), client::close);
        }

        static Client lettuceCluster(int port) {
            return lettuceCluster(uri(port));
        }

        static Client lettuceCluster(RedisURI uri) {
            RedisClusterClient client = RedisClusterClient.create(uri);
            return new Client(LettuceScripts.on(client.connect(ByteArrayCodec.INSTANCE)), client::close);
        }

        static Client jedis(int port) {
            return jedis(port, DefaultJedisClientConfig.builder());
        }

        static Client jedis(int port, DefaultJedisClientConfig.Builder config) {
            UnifiedJedis client = redis.clients.jedis.RedisClient.builder()
                    .hostAndPort(new HostAndPort("127.0.0.1", port))
                    .clientConfig(config.build())
                    .build();
            return new Client(JedisScripts.on(client), client::close);
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    /** A store, and the client to close after it. */
    record Open(RedisDedupStore store, Client client) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }

    static Open lettuce(int port) {
        return patient(Client.lettuce(port));
    }

    static Open lettuceCluster(int port) {
        return patient(Client.lettuceCluster(port));
    }

    static Open jedis(int port) {
        return patient(Client.jedis(port));
    }

    static RedisURI uri(int port) {
        return RedisURI.create("127.0.0.1", port);
    }

    static Open patient(Client client) {
        RedisDedupStore store = RedisDedupStore.builder(client.scripts())
                .claimTimeout(PATIENCE)
                .settleTimeout(PATIENCE)
                .build();
        return new Open(store, client);
    }

    static ClaimRequest request(String id) {
        return request(id, UUID.randomUUID());
    }

    static ClaimRequest request(String id, UUID owner) {
        return new ClaimRequest(
                new EventKey("statuspulse", id), BodyDigest.of(new byte[] {1}), owner, LEASE, RETENTION);
    }

    static ClaimResult.Acquired acquired(ClaimResult result) {
        if (result instanceof ClaimResult.Acquired acquired) {
            return acquired;
        }
        throw new AssertionError("not acquired but " + result);
    }

    /** Opens a store in another process; ends with it. */
    public static final class Lettuce implements SharedDedupStoreContract.Opener {
        /** For the other process. */
        public Lettuce() {}

        @Override
        public DedupStore open(String port) {
            return lettuce(Integer.parseInt(port)).store();
        }
    }

    /** Opens a store in another process; ends with it. */
    public static final class LettuceCluster implements SharedDedupStoreContract.Opener {
        /** For the other process. */
        public LettuceCluster() {}

        @Override
        public DedupStore open(String port) {
            return lettuceCluster(Integer.parseInt(port)).store();
        }
    }

    /** Opens a store in another process; ends with it. */
    public static final class Jedis implements SharedDedupStoreContract.Opener {
        /** For the other process. */
        public Jedis() {}

        @Override
        public DedupStore open(String port) {
            return jedis(Integer.parseInt(port)).store();
        }
    }
}

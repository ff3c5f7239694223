package io.countersign.spring.autoconfigure;

import io.countersign.dedup.redis.LettuceScripts;
import io.countersign.dedup.redis.RedisScripts;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A connection of the store's own through the application's client: to a server, to the primary that Sentinel names, or to a
 * cluster, as the client is set up. The client stays the application's.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class LettuceConnection implements AutoCloseable {
    private final StatefulConnection<byte[], byte[]> connection;
    private final RedisScripts scripts;

    private LettuceConnection(StatefulConnection<byte[], byte[]> connection, RedisScripts scripts) {
        this.connection = connection;
        this.scripts = scripts;
    }

    static LettuceConnection through(LettuceConnectionFactory factory) {
        if (!factory.isRunning()) {
            factory.start();
        }
        AbstractRedisClient client = factory.getRequiredNativeClient();
        if (client instanceof RedisClusterClient cluster) {
            StatefulRedisClusterConnection<byte[], byte[]> connection = cluster.connect(ByteArrayCodec.INSTANCE);
            return new LettuceConnection(connection, LettuceScripts.on(connection));
        }
        StatefulRedisConnection<byte[], byte[]> connection = ((RedisClient) client).connect(ByteArrayCodec.INSTANCE);
        return new LettuceConnection(connection, LettuceScripts.on(connection));
    }

    RedisScripts scripts() {
        return scripts;
    }

    @Override
    public void close() {
        connection.close();
    }
}

package io.countersign.spring.autoconfigure;

import io.countersign.dedup.redis.RedisDedupStore;
import io.countersign.dedup.redis.RedisScripts;
import io.countersign.spring.WebhookConfigurationException;
import java.time.Duration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Opens the store in a Redis of the application.
 *
 * <p>Thread rule: stateless.
 */
final class RedisStoreReader {
    private static final ConfigKey KEY = ConfigKey.DEDUP.child("redis");
    private static final ConfigKey ACCEPT_EVICTION = KEY.child("accept-eviction");

    private RedisStoreReader() {}

    private static CountersignProperties.Redis keys(CountersignProperties.Dedup claims) {
        return claims.redis() == null ? CountersignProperties.Redis.NONE : claims.redis();
    }

    /** A connection of our own, through the client that the application has. */
    static LettuceConnection connect(CountersignProperties.Dedup claims, ListableBeanFactory beans) {
        RedisConnectionFactory factory = new BeanChoice<>(
                        beans, RedisConnectionFactory.class, KEY.child("connection-factory"))
                .named(
                        keys(claims).connectionFactory(),
                        "redis",
                        "add spring-boot-starter-data-redis and spring.data.redis.*, or declare one");
        if (!(factory instanceof LettuceConnectionFactory lettuce)) {
            throw ConfigKey.STORE.error(
                    "redis speaks through Lettuce, but the RedisConnectionFactory is a "
                            + factory.getClass().getSimpleName(),
                    "set spring.data.redis.client-type to lettuce, or declare a bean of type DedupStore that is a"
                            + " RedisDedupStore with JedisScripts");
        }
        try {
            return LettuceConnection.through(lettuce);
        } catch (RuntimeException failure) {
            throw ConfigKey.STORE.error(
                    "redis: the server cannot be reached: " + CredentialsRemoved.of(failure),
                    "see to it that it runs where spring.data.redis.* says, and that its user may connect");
        }
    }

    static RedisDedupStore open(CountersignProperties.Dedup claims, RedisScripts scripts) {
        RedisDedupStore.Builder builder = RedisDedupStore.builder(scripts);
        apply(keys(claims), builder);
        try {
            return builder.build();
        } catch (IllegalStateException refused) {
            throw inOurWords(refused);
        }
    }

    private static void apply(CountersignProperties.Redis redis, RedisDedupStore.Builder builder) {
        String prefix = redis.prefix();
        if (prefix != null) {
            KEY.child("prefix").checked("choose another one", () -> builder.prefix(prefix));
        }
        if (Boolean.TRUE.equals(redis.plainKeys())) {
            builder.plainKeys();
        }
        Duration claim = redis.claimTimeout();
        if (claim != null) {
            KEY.child("claim-timeout").checked("set it to 250ms or so", () -> builder.claimTimeout(claim));
        }
        Duration settle = redis.settleTimeout();
        if (settle != null) {
            KEY.child("settle-timeout").checked("set it to 1s or so", () -> builder.settleTimeout(settle));
        }
        if (!Boolean.TRUE.equals(redis.acceptEviction())) {
            builder.refuseEviction();
        }
    }

    private static WebhookConfigurationException inOurWords(IllegalStateException refused) {
        String said = "redis: " + CredentialsRemoved.of(refused);
        boolean evicts = said.contains("maxmemory-policy");
        return ConfigKey.STORE.refused(
                evicts ? said + "; or accept it with " + ACCEPT_EVICTION + ": true" : said,
                "see to it that the server is one that the store can work with");
    }
}

package io.countersign.benchmarks.claims;

import io.countersign.dedup.ClaimRequest;
import io.lettuce.core.RedisURI;
import org.apache.camel.component.redis.processor.idempotent.SpringRedisIdempotentRepository;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Camel's {@code SpringRedisIdempotentRepository}: a question whether the key is in a set, then its addition.
 *
 * <p>Neither started nor cleared here: both empty the whole database.
 */
final class CamelRedis implements Claimant {
    private final LettuceConnectionFactory connections;
    private final SpringRedisIdempotentRepository repository;

    CamelRedis(String address) {
        RedisURI uri = RedisURI.create(address);
        connections = new LettuceConnectionFactory(uri.getHost(), uri.getPort());
        connections.afterPropertiesSet();
        connections.start();
        repository = new SpringRedisIdempotentRepository(new StringRedisTemplate(connections), "benchmark");
    }

    @Override
    public boolean claim(ClaimRequest request) {
        return repository.add(request.key().id());
    }

    @Override
    public void close() {
        connections.destroy();
    }
}

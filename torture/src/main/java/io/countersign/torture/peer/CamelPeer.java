package io.countersign.torture.peer;

import io.lettuce.core.RedisURI;
import javax.sql.DataSource;
import org.apache.camel.component.redis.processor.idempotent.SpringRedisStringIdempotentRepository;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A repository of Camel, asked as Camel's idempotent consumer asks it by default: the id is added before the event is handled
 * (eager), confirmed after it, and removed where handling failed.
 */
public final class CamelPeer implements Peer {
    private static final String NAME = "torture";

    private final IdempotentRepository repository;

    private CamelPeer(IdempotentRepository repository) {
        this.repository = repository;
        repository.start();
    }

    /** In a table of that database, which is there already. */
    public static CamelPeer jdbc(DataSource database) {
        return new CamelPeer(new JdbcMessageIdRepository(database, NAME));
    }

    /** In Redis, with a key for each id: it asks and sets in one command, which the repository with one set for all does not. */
    public static CamelPeer redis(String url) {
        RedisURI server = RedisURI.create(url);
        LettuceConnectionFactory connections = new LettuceConnectionFactory(server.getHost(), server.getPort());
        connections.afterPropertiesSet();
        connections.start();
        return new CamelPeer(new SpringRedisStringIdempotentRepository(new StringRedisTemplate(connections), NAME));
    }

    @Override
    public boolean isNew(String id) {
        return repository.add(id);
    }

    @Override
    public void handled(String id) {
        repository.confirm(id);
    }

    @Override
    public void failed(String id) {
        repository.remove(id);
    }
}

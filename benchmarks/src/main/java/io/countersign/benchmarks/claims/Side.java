package io.countersign.benchmarks.claims;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.dedup.redis.LettuceScripts;
import io.countersign.dedup.redis.RedisDedupStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;

/** Who claims. */
public enum Side {
    /** Ours, in the memory of the process. */
    MEMORY("memory", Place.Kind.MEMORY),
    /** Ours in PostgreSQL. */
    POSTGRESQL("PostgreSQL", Place.Kind.POSTGRESQL),
    /** What one writes by hand: an insert that does nothing where the key is there. */
    BARE_INSERT("bare INSERT", Place.Kind.POSTGRESQL),
    /** Spring Integration's metadata store in the same PostgreSQL. */
    SPRING_JDBC("Spring Integration", Place.Kind.POSTGRESQL),
    /** Camel's repository in the same PostgreSQL. */
    CAMEL_JDBC("Camel JDBC", Place.Kind.POSTGRESQL),
    /** Ours in MariaDB. */
    MARIADB("MariaDB", Place.Kind.MARIADB),
    /** Ours in a file of SQLite. */
    SQLITE("SQLite", Place.Kind.SQLITE),
    /** Ours in a file of H2. */
    H2("H2", Place.Kind.H2),
    /** Ours in Redis. */
    REDIS("Redis", Place.Kind.REDIS),
    /** What one writes by hand: SET with NX and PX. */
    BARE_SET("bare SET NX PX", Place.Kind.REDIS),
    /** Camel's repository in the same Redis. */
    CAMEL_REDIS("Camel Redis", Place.Kind.REDIS);

    /** A machine that is busy must not make calls fail; how long they took is seen. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_IN_MEMORY = 2_000_000;

    /** As it is called in reports. */
    public final String label;

    final Place.Kind place;

    Side(String label, Place.Kind place) {
        this.label = label;
        this.place = place;
    }

    /** Whether it is this project's store. */
    public boolean isOurs() {
        return switch (this) {
            case MEMORY, POSTGRESQL, MARIADB, SQLITE, H2, REDIS -> true;
            case BARE_INSERT, SPRING_JDBC, CAMEL_JDBC, BARE_SET, CAMEL_REDIS -> false;
        };
    }

    /**
     * Opens it.
     *
     * @param address what opens its place
     * @param connections how many to have at most
     */
    Claimant open(String address, int connections) {
        return switch (this) {
            case MEMORY ->
                new StoreClaimant(
                        InMemoryDedupStore.builder()
                                .maxInProgress(MOST_IN_MEMORY)
                                .maxRemembered(MOST_IN_MEMORY)
                                .build(),
                        () -> {});
            case POSTGRESQL, MARIADB, SQLITE, H2 -> database(Pools.of(address, connections));
            case REDIS -> redis(address);
            case BARE_INSERT -> new BareInsert(Pools.of(address, connections));
            case SPRING_JDBC -> new SpringMetadata(Pools.of(address, connections));
            case CAMEL_JDBC -> new CamelJdbc(Pools.of(address, connections));
            case BARE_SET -> new BareSet(address);
            case CAMEL_REDIS -> new CamelRedis(address);
        };
    }

    private static Claimant database(HikariDataSource pool) {
        JdbcDedupStore store = JdbcDedupStore.builder(pool).timeout(PATIENCE).build();
        return new StoreClaimant(store, () -> {
            store.close();
            pool.close();
        });
    }

    private static Claimant redis(String address) {
        RedisClient client = RedisClient.create(address);
        RedisDedupStore store = RedisDedupStore.builder(LettuceScripts.on(client.connect(ByteArrayCodec.INSTANCE)))
                .claimTimeout(PATIENCE)
                .settleTimeout(PATIENCE)
                .build();
        return new StoreClaimant(store, client::shutdown);
    }
}

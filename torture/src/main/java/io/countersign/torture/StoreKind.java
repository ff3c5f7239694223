package io.countersign.torture;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.dedup.redis.LettuceScripts;
import io.countersign.dedup.redis.RedisDedupStore;
import io.countersign.torture.store.Stores;
import io.countersign.torture.store.TorturedStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The stores that can be tortured. */
public enum StoreKind {
    /** The memory of one process, which is gone when that is killed. */
    MEMORY(false, false),
    /** PostgreSQL. */
    POSTGRESQL(true, true),
    /** SQLite, one file for several processes of one machine. */
    SQLITE(true, false),
    /** H2 in a file, for one process. */
    H2(false, false),
    /** MariaDB. */
    MARIADB(true, true),
    /** Redis. */
    REDIS(true, true);

    private static final int CONNECTIONS = 8;

    private final boolean shared;
    private final boolean hasServer;

    StoreKind(boolean shared, boolean hasServer) {
        this.shared = shared;
        this.hasServer = hasServer;
    }

    private static DedupStore database(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        return JdbcDedupStore.builder(new HikariDataSource(config)).build();
    }

    private static DedupStore redis(String url) {
        return RedisDedupStore.builder(LettuceScripts.on(RedisClient.create(url).connect(ByteArrayCodec.INSTANCE)))
                .build();
    }

    /** Opens it in a node; {@code where} is what {@link TorturedStore#where} says. */
    public DedupStore open(String where) {
        return switch (this) {
            case MEMORY -> InMemoryDedupStore.builder().build();
            case POSTGRESQL, SQLITE, H2, MARIADB -> database(where);
            case REDIS -> redis(where);
        };
    }

    /** Starts what it needs besides the nodes. */
    TorturedStore start(Path directory) throws IOException, InterruptedException {
        return switch (this) {
            case MEMORY -> () -> "memory";
            case POSTGRESQL -> Stores.postgresql(directory);
            case SQLITE -> Stores.sqlite(directory);
            case H2 -> Stores.h2(directory);
            case MARIADB -> Stores.mariadb(directory);
            case REDIS -> Stores.redis(directory);
        };
    }

    /** Whether it remembers across processes, so that several nodes can be one endpoint. */
    boolean isShared() {
        return shared;
    }

    /** Whether it is a process of its own, behind connections that can break. */
    boolean hasServer() {
        return hasServer;
    }

    /** Whether it remembers when a node is killed. */
    boolean isDurable() {
        return this != MEMORY;
    }

    /** As it is written on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

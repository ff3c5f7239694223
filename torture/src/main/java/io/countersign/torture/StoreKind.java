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
    MEMORY(false, false) {
        @Override
        public DedupStore open(String where) {
            return InMemoryDedupStore.builder().build();
        }

        @Override
        TorturedStore start(Path directory) {
            return () -> "memory";
        }
    },
    /** PostgreSQL. */
    POSTGRESQL(true, true) {
        @Override
        public DedupStore open(String where) {
            return database(where);
        }

        @Override
        TorturedStore start(Path directory) throws IOException, InterruptedException {
            return Stores.postgresql(directory);
        }
    },
    /** SQLite, one file for several processes of one machine. */
    SQLITE(true, false) {
        @Override
        public DedupStore open(String where) {
            return database(where);
        }

        @Override
        TorturedStore start(Path directory) {
            return Stores.sqlite(directory);
        }
    },
    /** H2 in a file, for one process. */
    H2(false, false) {
        @Override
        public DedupStore open(String where) {
            return database(where);
        }

        @Override
        TorturedStore start(Path directory) {
            return Stores.h2(directory);
        }
    },
    /** MariaDB. */
    MARIADB(true, true) {
        @Override
        public DedupStore open(String where) {
            return database(where);
        }

        @Override
        TorturedStore start(Path directory) throws IOException, InterruptedException {
            return Stores.mariadb(directory);
        }
    },
    /** Redis. */
    REDIS(true, true) {
        @Override
        public DedupStore open(String where) {
            return RedisDedupStore.builder(
                            LettuceScripts.on(RedisClient.create(where).connect(ByteArrayCodec.INSTANCE)))
                    .build();
        }

        @Override
        TorturedStore start(Path directory) throws IOException, InterruptedException {
            return Stores.redis(directory);
        }
    };

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

    /** Opens it in a node; {@code where} is what {@link TorturedStore#where} says. */
    public abstract DedupStore open(String where) throws Exception;

    /** Starts what it needs besides the nodes. */
    abstract TorturedStore start(Path directory) throws IOException, InterruptedException;

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

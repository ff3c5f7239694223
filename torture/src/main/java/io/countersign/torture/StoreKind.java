package io.countersign.torture;

import io.countersign.torture.store.Stores;
import io.countersign.torture.store.TorturedStore;
import java.io.IOException;
import java.nio.file.Path;

/** The stores, by what they need besides the nodes. */
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

    private final boolean shared;
    private final boolean hasServer;

    StoreKind(boolean shared, boolean hasServer) {
        this.shared = shared;
        this.hasServer = hasServer;
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
}

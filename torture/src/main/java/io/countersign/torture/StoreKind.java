package io.countersign.torture;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
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
    };

    private final boolean shared;
    private final boolean hasServer;

    StoreKind(boolean shared, boolean hasServer) {
        this.shared = shared;
        this.hasServer = hasServer;
    }

    /** Opens it in a node; {@code where} is what {@link TorturedStore#where} says. */
    public abstract DedupStore open(String where) throws Exception;

    /** Starts what it needs besides the nodes. */
    abstract TorturedStore start(Path directory) throws Exception;

    /** Whether it remembers across processes, so that several nodes can be one endpoint. */
    boolean isShared() {
        return shared;
    }

    /** Whether it is a process of its own, behind connections that can break. */
    boolean hasServer() {
        return hasServer;
    }

    /** As it is written on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.countersign.torture.store;

import java.io.IOException;

/** What a store needs besides the nodes: a server, a file, or nothing. */
public interface TorturedStore extends AutoCloseable {
    /** What a node needs to open it. */
    String where();

    /** Ends its server without notice and starts it again; by default there is none. */
    default void restart() throws IOException, InterruptedException {}

    /** Breaks connections between the nodes and its server; by default there are none. */
    default void cutConnections() {}

    /** Breaks no more of them. */
    default void heal() {}

    @Override
    default void close() throws IOException {}
}

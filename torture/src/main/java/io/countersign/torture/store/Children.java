package io.countersign.torture.store;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that were started here: those that are left end with this one, be it interrupted. Safe for concurrent use. */
public final class Children {
    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ALL.forEach(Process::destroyForcibly), "end-of-children"));
    }

    private Children() {}

    /** Starts one. To end one that ended does nothing, so that all of them are kept. */
    public static Process start(ProcessBuilder builder) throws IOException {
        Process child = builder.start();
        ALL.add(child);
        return child;
    }
}

package io.countersign.cli;

import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;

/** What the process finds around it; tests give another. Shows nothing of it: variables hold secrets. Immutable. */
final class Surroundings {
    private final InputStream stdin;
    private final Map<String, String> environment;
    private final InstantSource clock;

    Surroundings(InputStream stdin, Map<String, String> environment, InstantSource clock) {
        this.stdin = stdin;
        this.environment = environment;
        this.clock = clock;
    }

    /** Those of this process. */
    static Surroundings ofProcess() {
        return new Surroundings(System.in, System.getenv(), InstantSource.system());
    }

    InputStream stdin() {
        return stdin;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The wall clock. */
    InstantSource clock() {
        return clock;
    }
}

package io.countersign.cli;

import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the process finds around it; tests give another.
 *
 * @param stdin the standard input
 * @param environment the environment variables, which may hold secrets
 * @param clock the wall clock
 */
record Surroundings(InputStream stdin, Map<String, String> environment, InstantSource clock) {
    /** Those of this process. */
    static Surroundings ofProcess() {
        return new Surroundings(System.in, System.getenv(), InstantSource.system());
    }

    /** Shows nothing: variables hold secrets. */
    @Override
    public String toString() {
        return "Surroundings";
    }
}

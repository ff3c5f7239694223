package io.countersign.benchmarks.http;

import java.time.Duration;
import java.util.List;

/**
 * How a server is set up.
 *
 * @param virtualThreads whether each request has a virtual thread of its own
 * @param readTimeout after which silence the server gives a body up; zero for what the server comes with
 * @param timed whether its threads tell for how long a sender has one
 */
record ServerSettings(boolean virtualThreads, Duration readTimeout, boolean timed) {
    /** As it comes. */
    static final ServerSettings DEFAULT = new ServerSettings(false, Duration.ZERO, false);

    private static final String VIRTUAL = "countersign.benchmark.virtual";
    private static final String TIMED = "countersign.benchmark.timed";
    private static final String READ_TIMEOUT = "countersign.benchmark.read-timeout-ms";

    static ServerSettings ofThisProcess() {
        return new ServerSettings(
                Boolean.getBoolean(VIRTUAL),
                Duration.ofMillis(Integer.getInteger(READ_TIMEOUT, 0)),
                Boolean.getBoolean(TIMED));
    }

    List<String> jvmArguments() {
        return List.of(
                "-D" + VIRTUAL + "=" + virtualThreads,
                "-D" + READ_TIMEOUT + "=" + readTimeout.toMillis(),
                "-D" + TIMED + "=" + timed);
    }

    boolean hasReadTimeout() {
        return !readTimeout.isZero();
    }
}

package io.countersign.benchmarks.http;

/**
 * A server that takes requests.
 *
 * @param port its port, of the loopback
 * @param stopping what stops it
 */
record RunningServer(int port, AutoCloseable stopping) implements AutoCloseable {
    @Override
    public void close() {
        try {
            stopping.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

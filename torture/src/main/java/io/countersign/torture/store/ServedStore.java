package io.countersign.torture.store;

import java.io.IOException;
import java.util.function.IntFunction;

/** A store with a server, and a line to it. */
final class ServedStore implements TorturedStore {
    private final ServerProcess server;
    private final Line line;
    private final String where;

    /** {@code where} tells, given the port of the line, what a node needs. */
    ServedStore(ServerProcess server, int port, IntFunction<String> where) throws IOException {
        this.server = server;
        this.line = new Line(port);
        this.where = where.apply(line.port());
    }

    @Override
    public String where() {
        return where;
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        server.restart();
    }

    @Override
    public void cutConnections() {
        line.cut();
    }

    @Override
    public void heal() {
        line.heal();
    }

    @Override
    public void close() throws IOException {
        server.close();
        line.close();
    }
}

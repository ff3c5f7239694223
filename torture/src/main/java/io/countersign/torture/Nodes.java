package io.countersign.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The receivers of one endpoint, of which some may be down. Safe for concurrent use. */
final class Nodes implements AutoCloseable {
    /** A place for a process, which changes when that is killed; its clock stays as wrong as it was. */
    private static final class Seat {
        private final Duration clockError;
        private NodeProcess process;
        private int port;

        Seat(Duration clockError, NodeProcess process) {
            this.clockError = clockError;
            this.process = process;
        }
    }

    private final StoreKind kind;
    private final String where;
    private final Path ledger;
    private final Path log;
    private final Duration lease;
    private final List<Seat> seats = new ArrayList<>();

    Nodes(StoreKind kind, String where, Path directory, Plan plan) throws IOException {
        this.kind = kind;
        this.where = where;
        this.ledger = directory.resolve("ledger.txt");
        this.log = directory.resolve("nodes.log");
        this.lease = plan.lease();
        for (int seat = 0; seat < plan.nodes(); seat++) {
            Duration clockError = plan.clockError(seat);
            seats.add(new Seat(clockError, start(clockError)));
        }
        for (Seat seat : seats) {
            seat.port = seat.process.awaitPort();
        }
    }

    private NodeProcess start(Duration clockError) throws IOException {
        return NodeProcess.start(
                List.of(
                        kind.name(),
                        where,
                        ledger.toString(),
                        Long.toString(lease.toMillis()),
                        Long.toString(clockError.toSeconds())),
                log);
    }

    /** What the nodes did. */
    Path ledger() {
        return ledger;
    }

    int size() {
        return seats.size();
    }

    /** The port of any of them, up or down: a sender cannot tell. */
    synchronized int anyPort(Random random) {
        return seats.get(random.nextInt(seats.size())).port;
    }

    synchronized NodeProcess process(int seat) {
        return seats.get(seat).process;
    }

    /** Kills the one in that seat and waits until another one listens there. */
    void replace(int number) throws IOException {
        Seat seat = seats.get(number);
        process(number).kill();
        NodeProcess next = start(seat.clockError);
        synchronized (this) {
            seat.process = next;
        }
        int port = listening(seat);
        synchronized (this) {
            seat.port = port;
        }
    }

    /** Its port; starts it once more where the store, which has its own troubles, kept it from starting. */
    private int listening(Seat seat) throws IOException {
        try {
            return process(seats.indexOf(seat)).awaitPort();
        } catch (IOException didNotStart) {
            NodeProcess next = start(seat.clockError);
            synchronized (this) {
                seat.process = next;
            }
            return next.awaitPort();
        }
    }

    @Override
    public void close() {
        for (Seat seat : seats) {
            seat.process.kill();
        }
    }
}

package io.countersign.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The receivers of one endpoint, of which some may be down. Safe for concurrent use. */
final class Nodes implements AutoCloseable {
    private final List<Seat> seats = new ArrayList<>();

    /** Starts them all, and waits until they listen. */
    Nodes(Subject subject, Plan plan, String where, Path ledger, Path log) throws IOException {
        try {
            for (int number = 0; number < plan.nodes(); number++) {
                seats.add(new Seat(
                        List.of(
                                subject.name(),
                                where,
                                ledger.toString(),
                                Long.toString(plan.lease().toMillis()),
                                Long.toString(plan.clockError(number).toSeconds())),
                        log));
            }
            for (Seat seat : seats) {
                seat.awaitListening();
            }
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    List<Seat> seats() {
        return List.copyOf(seats);
    }

    /** The port of any of them, up or down: a sender cannot tell. */
    int anyPort(Random random) {
        return seats.get(random.nextInt(seats.size())).port();
    }

    @Override
    public void close() {
        seats.forEach(Seat::close);
    }
}

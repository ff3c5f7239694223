package io.countersign.benchmarks.claims;

import io.countersign.dedup.ClaimRequest;
import java.io.IOException;

/**
 * How often one call waits for an answer of the server.
 *
 * @param side who calls
 * @param operation what is done
 * @param each round trips for each
 */
public record RoundTrips(Side side, Operation operation, double each) {
    /** Enough for drivers to have prepared their statements, and pools their connections. */
    private static final int BEFORE = 50;

    private static final int COUNTED = 200;

    /** Counts on the line to that place. */
    static RoundTrips count(Side side, Operation operation, Place place) throws IOException {
        try (CountingLine line = new CountingLine(place.port());
                Claimant claimant = side.open(place.addressAt().apply(line.port()), 1)) {
            Events events = new Events();
            ClaimRequest[] requests = events.fresh(BEFORE + COUNTED);
            if (operation == Operation.DUPLICATE) {
                for (ClaimRequest request : requests) {
                    claimant.handle(request);
                }
                requests = events.again(requests, BEFORE + COUNTED);
            }
            long before = 0;
            for (int i = 0; i < requests.length; i++) {
                if (i == BEFORE) {
                    before = line.roundTrips();
                }
                operation.run(claimant, requests[i]);
            }
            return new RoundTrips(side, operation, (double) (line.roundTrips() - before) / COUNTED);
        }
    }
}

package io.countersign.benchmarks.claims;

/**
 * One thing that is measured.
 *
 * @param side who claims
 * @param operation what is done
 * @param threads by how many at the same time
 */
public record Cell(Side side, Operation operation, int threads) {
    /** For the progress of a run. */
    @Override
    public String toString() {
        return side.label + ", " + operation.label + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}

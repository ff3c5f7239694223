package io.countersign.benchmarks.claims;

/**
 * What a store needs to remember ids.
 *
 * @param side which one
 * @param when in which state it was
 * @param ids how many handled events it had
 * @param bytesEach bytes for each
 */
public record IdSize(Side side, String when, long ids, double bytesEach) {
    /** Right after the events came, one upon the other. */
    static final String FRESH = "after a burst";

    /** When it was tidied up now and then, as it is in service. */
    static final String TIDY = "vacuumed as it grows";

    /** When it was written anew, with no room left in it. */
    static final String COMPACT = "written anew";

    static IdSize of(Side side, String when, long ids, long bytes) {
        return new IdSize(side, when, ids, (double) bytes / ids);
    }
}

package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import java.util.stream.Stream;

/**
 * One thing that is assumed to be other than it seems.
 *
 * @param cause what it would explain
 * @param sentence what to tell if it does
 * @param attempt the same with that thing changed
 */
record Change(Cause cause, String sentence, Attempt attempt) {

    /** A family of changes. */
    @FunctionalInterface
    interface Family {
        /** The changes of this family that make sense for {@code attempt}; lazily, as some are expensive to make. */
        Stream<Change> of(Attempt attempt);
    }
}

package io.countersign.diagnosis;

import static java.util.Objects.requireNonNull;

/**
 * One thing that explains a rejection. It holds no secret, no signature and nothing of the body.
 *
 * <p>Thread rule: immutable.
 *
 * @param cause what it is
 * @param proved whether the delivery would have matched without it; otherwise it is a hint
 * @param sentence what is wrong and how to mend it
 */
public record Finding(Cause cause, boolean proved, String sentence) {
    /** Checks that cause and sentence are there. */
    public Finding {
        requireNonNull(cause, "cause");
        requireNonNull(sentence, "sentence");
    }
}

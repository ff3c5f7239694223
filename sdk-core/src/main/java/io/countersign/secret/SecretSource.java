package io.countersign.secret;

import static java.util.Objects.requireNonNull;

/**
 * Where an endpoint's secrets come from at this moment.
 *
 * <p>It is asked for each delivery, so an implementation keeps the ring at hand and returns the same object as long as
 * nothing changed. A source that throws makes the receiver answer 503: the sender retries, nothing is lost.
 *
 * <p>Thread rule: implementations are safe for concurrent use; a change is one new ring, never a changed one.
 */
@FunctionalInterface
public interface SecretSource {

    /** The ring to try now. */
    SecretRing ring();

    /** The same ring for ever. */
    static SecretSource constant(SecretRing ring) {
        requireNonNull(ring, "ring");
        return () -> ring;
    }
}

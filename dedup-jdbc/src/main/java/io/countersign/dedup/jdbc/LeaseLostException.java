package io.countersign.dedup.jdbc;

import io.countersign.dedup.EventKey;

/**
 * The claim is not, or no longer, the one that may complete its event: somebody else took it over, or it was settled before.
 * Whoever gets this rolls the transaction back, so that the effects in it never happen.
 *
 * <p>It is unchecked because declarative transactions, Spring's among them, roll back for unchecked exceptions only, and
 * commit when a checked one passes.
 *
 * <p>Thread rule: as any exception.
 */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(EventKey key) {
        super("the claim of event \"" + key.id() + "\" of endpoint \"" + key.endpoint()
                + "\" may not complete it: it was taken over or settled before; roll this transaction back");
    }
}

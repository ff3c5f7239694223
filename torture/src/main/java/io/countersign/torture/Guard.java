package io.countersign.torture;

import io.countersign.torture.node.Failpoint;
import java.util.List;

/** What keeps a node from doing an effect twice, and where its effects are. */
public enum Guard {
    /** The receiver's claims; the effects are elsewhere. */
    CLAIMS,
    /** The receiver's claims, each completed in the transaction of its effect. */
    CLAIMS_IN_TRANSACTION;

    private static final List<Failpoint> ONE_AFTER_THE_OTHER = List.of(
            Failpoint.BEFORE_CLAIM,
            Failpoint.AFTER_CLAIM,
            Failpoint.AFTER_EFFECT,
            Failpoint.AFTER_COMPLETE,
            Failpoint.DURING_COMPLETE);

    /** Where a node of it can be told to stand still. */
    List<Failpoint> failpoints() {
        return switch (this) {
            case CLAIMS -> ONE_AFTER_THE_OTHER;
            case CLAIMS_IN_TRANSACTION -> List.of(Failpoint.values());
        };
    }

    /** Whether the effects are in the store's own database. */
    boolean isInTransaction() {
        return this == CLAIMS_IN_TRANSACTION;
    }
}

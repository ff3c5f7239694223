package io.countersign.torture;

import io.countersign.torture.node.Failpoint;
import java.util.List;

/** What keeps a node from doing an effect twice, and where its effects are. */
public enum Guard {
    /** The receiver's claims; the effects are elsewhere. */
    CLAIMS,
    /** The receiver's claims, each completed in the transaction of its effect. */
    CLAIMS_IN_TRANSACTION,
    /** Spring Integration's idempotent receiver; the effects are elsewhere. */
    SPRING_INTEGRATION,
    /** The same with one transaction around it and the effect. */
    SPRING_INTEGRATION_IN_TRANSACTION,
    /** A repository of Camel's idempotent consumer; the effects are elsewhere. */
    CAMEL;

    private static final List<Failpoint> ONE_AFTER_THE_OTHER = List.of(
            Failpoint.BEFORE_CLAIM,
            Failpoint.AFTER_CLAIM,
            Failpoint.AFTER_EFFECT,
            Failpoint.AFTER_COMPLETE,
            Failpoint.DURING_COMPLETE);

    private static final List<Failpoint> ALL_AT_ONCE = List.of(
            Failpoint.BEFORE_CLAIM,
            Failpoint.AFTER_CLAIM,
            Failpoint.AFTER_EFFECT,
            Failpoint.AFTER_COMMIT,
            Failpoint.DURING_COMPLETE);

    /** Where a node of it can be told to stand still. */
    List<Failpoint> failpoints() {
        return switch (this) {
            case CLAIMS, SPRING_INTEGRATION, CAMEL -> ONE_AFTER_THE_OTHER;
            case CLAIMS_IN_TRANSACTION -> List.of(Failpoint.values());
            case SPRING_INTEGRATION_IN_TRANSACTION -> ALL_AT_ONCE;
        };
    }

    /** Whether the effects are in the store's own database. */
    boolean isInTransaction() {
        return this == CLAIMS_IN_TRANSACTION || this == SPRING_INTEGRATION_IN_TRANSACTION;
    }

    /** Whether it is somebody else's, for which no goal is set here. */
    boolean isPeer() {
        return this != CLAIMS && this != CLAIMS_IN_TRANSACTION;
    }
}

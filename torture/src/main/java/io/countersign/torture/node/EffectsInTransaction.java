package io.countersign.torture.node;

import io.countersign.ReceivedEvent;
import io.countersign.dedup.Completion;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.torture.ledger.Effect;
import io.countersign.torture.ledger.TableLedger;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Effects in the database of the store, each committed together with its completion. */
final class EffectsInTransaction implements Effects {
    private final DataSource database;
    private final JdbcDedupStore store;
    private final Failpoints failpoints;

    EffectsInTransaction(DataSource database, JdbcDedupStore store, Failpoints failpoints) {
        this.database = database;
        this.store = store;
        this.failpoints = failpoints;
    }

    @Override
    public void happen(ReceivedEvent<?> received, String incident) throws SQLException {
        try (Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                happenIn(transaction, received, incident);
                transaction.commit();
            } catch (SQLException | RuntimeException failed) {
                rollBack(transaction, failed);
                throw failed;
            }
        }
        failpoints.reach(Failpoint.AFTER_COMMIT);
    }

    private void happenIn(Connection transaction, ReceivedEvent<?> received, String incident) throws SQLException {
        TableLedger.insert(transaction, Effect.of(received, incident));
        failpoints.reach(Failpoint.AFTER_EFFECT);
        store.completeIn(transaction, received.claim(), new Completion(200));
        failpoints.reach(Failpoint.BEFORE_COMMIT);
        failpoints.reach(Failpoint.DURING_COMPLETE);
    }

    /** A connection that broke has been rolled back already, or never will be. */
    private static void rollBack(Connection transaction, Exception reason) {
        try {
            transaction.rollback();
        } catch (SQLException broken) {
            reason.addSuppressed(broken);
        }
    }
}

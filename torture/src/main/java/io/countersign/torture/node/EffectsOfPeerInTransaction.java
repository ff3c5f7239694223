package io.countersign.torture.node;

import io.countersign.ReceivedEvent;
import io.countersign.torture.ledger.Effect;
import io.countersign.torture.ledger.TableLedger;
import io.countersign.torture.peer.Peer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Effects in the database of a peer that takes part in transactions of Spring, with one around both. */
final class EffectsOfPeerInTransaction implements Effects {
    private final Peer peer;
    private final TransactionTemplate transactions;
    private final JdbcTemplate database;
    private final Failpoints failpoints;

    EffectsOfPeerInTransaction(
            Peer peer, TransactionTemplate transactions, JdbcTemplate database, Failpoints failpoints) {
        this.peer = peer;
        this.transactions = transactions;
        this.database = database;
        this.failpoints = failpoints;
    }

    @Override
    public void happen(ReceivedEvent<?> received, String incident) {
        failpoints.reach(Failpoint.BEFORE_CLAIM);
        transactions.executeWithoutResult(transaction -> happenIfNew(received, incident));
        failpoints.reach(Failpoint.AFTER_COMMIT);
    }

    private void happenIfNew(ReceivedEvent<?> received, String incident) {
        if (peer.isNew(received.id())) {
            failpoints.reach(Failpoint.AFTER_CLAIM);
            Effect effect = Effect.of(received, incident);
            database.update(TableLedger.INSERT, effect.incident(), effect.attempt(), effect.fence(), effect.process());
            failpoints.reach(Failpoint.AFTER_EFFECT);
            failpoints.reach(Failpoint.DURING_COMPLETE);
        }
    }
}

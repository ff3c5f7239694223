package io.countersign.torture.node;

import io.countersign.ReceivedEvent;
import io.countersign.torture.ledger.Effect;
import io.countersign.torture.ledger.FileLedger;
import io.countersign.torture.peer.Peer;
import java.io.IOException;

/** Effects in a place that knows nothing of any store, done where a peer takes the event for new; else there is none, and a 200. */
final class EffectsOfPeer implements Effects {
    private final Peer peer;
    private final FileLedger ledger;
    private final Failpoints failpoints;

    EffectsOfPeer(Peer peer, FileLedger ledger, Failpoints failpoints) {
        this.peer = peer;
        this.ledger = ledger;
        this.failpoints = failpoints;
    }

    @Override
    public void happen(ReceivedEvent<?> received, String incident) throws IOException {
        failpoints.reach(Failpoint.BEFORE_CLAIM);
        if (!peer.isNew(received.id())) {
            return;
        }
        try {
            failpoints.reach(Failpoint.AFTER_CLAIM);
            ledger.append(Effect.of(received, incident));
            failpoints.reach(Failpoint.AFTER_EFFECT);
            failpoints.reach(Failpoint.DURING_COMPLETE);
            peer.handled(received.id());
            failpoints.reach(Failpoint.AFTER_COMPLETE);
        } catch (IOException | RuntimeException failed) {
            peer.failed(received.id());
            throw failed;
        }
    }
}

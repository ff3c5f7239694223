package io.countersign.torture.node;

import io.countersign.ReceivedEvent;
import io.countersign.torture.ledger.Effect;
import io.countersign.torture.ledger.FileLedger;
import java.io.IOException;

/** Effects in a place that knows nothing of the store; the receiver claims before and completes after. */
final class EffectsInFile implements Effects {
    private final FileLedger ledger;
    private final Failpoints failpoints;

    EffectsInFile(FileLedger ledger, Failpoints failpoints) {
        this.ledger = ledger;
        this.failpoints = failpoints;
    }

    @Override
    public void happen(ReceivedEvent<?> received, String incident) throws IOException {
        ledger.append(Effect.of(received, incident));
        failpoints.reach(Failpoint.AFTER_EFFECT);
    }
}

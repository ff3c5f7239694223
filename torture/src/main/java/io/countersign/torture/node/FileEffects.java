package io.countersign.torture.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.ReceivedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Effects in a place that knows nothing of the store, as most are: a file to which every process appends whole lines. */
final class FileEffects implements Effects {
    private final FileChannel ledger;
    private final Failpoints failpoints;

    FileEffects(Path ledger, Failpoints failpoints) throws IOException {
        this.ledger = FileChannel.open(ledger, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.failpoints = failpoints;
    }

    @Override
    public void happen(ReceivedEvent<?> received, String incident) throws IOException {
        Effect effect = new Effect(
                incident,
                received.attempt(),
                received.claim().fence(),
                ProcessHandle.current().pid());
        // The system appends one write of a few bytes as a whole, and keeps it when the process is killed.
        ledger.write(ByteBuffer.wrap(effect.line().getBytes(US_ASCII)));
        failpoints.reach(Failpoint.AFTER_EFFECT);
    }
}

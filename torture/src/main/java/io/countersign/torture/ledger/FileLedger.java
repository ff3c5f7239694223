package io.countersign.torture.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Effects in a place that knows nothing of any store, as most are: a file to which every process appends whole lines. Safe for
 * concurrent use.
 */
public final class FileLedger implements Ledger {
    private final Path file;
    private final FileChannel end;

    /** In that file, which is made where it is not there. */
    public FileLedger(Path file) throws IOException {
        this.file = file;
        this.end = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Does it. The system appends one write of a few bytes as a whole, and keeps it when the process is killed. */
    public void append(Effect effect) throws IOException {
        end.write(ByteBuffer.wrap((effect.line() + "\n").getBytes(US_ASCII)));
    }

    @Override
    public List<Effect> effects() throws IOException {
        return Files.readAllLines(file, US_ASCII).stream().map(Effect::parse).toList();
    }
}

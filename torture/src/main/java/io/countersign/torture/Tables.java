package io.countersign.torture;

import io.countersign.torture.ledger.FileLedger;
import io.countersign.torture.ledger.Ledger;
import io.countersign.torture.ledger.TableLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What has to be there before the nodes of a subject start; our own store makes its table itself. */
final class Tables {
    private Tables() {}

    /** The ledger of a subject that uses the store at {@code where}, and whose nodes know {@code file}. */
    static Ledger prepare(Subject subject, String where, Path file) throws IOException, SQLException {
        return subject.guard().isInTransaction() ? TableLedger.create(where) : new FileLedger(file);
    }
}

package io.countersign.torture.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What all nodes did, to be read when they are gone. */
public interface Ledger {
    /** Every effect that came about, as often as it did. */
    List<Effect> effects() throws IOException, SQLException;
}

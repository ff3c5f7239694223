package io.countersign.dedup.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2RulesTest extends JdbcStoreRules {
    @TempDir
    Path folder;

    @Override
    String url() {
        return H2.url(folder);
    }

    @Override
    int statementsPerClaim() {
        return 2;
    }

    @Override
    int statementsPerDuplicate() {
        return 1;
    }
}

package io.countersign.dedup.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRulesTest extends JdbcStoreRules {
    @TempDir
    Path folder;

    @Override
    String url() {
        return Sqlite.url(folder);
    }

    @Override
    String urlWithoutAutoCommit() {
        return Sqlite.urlWithoutAutoCommit(folder);
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

package io.countersign.dedup.jdbc;

import io.countersign.dedup.ClaimResult;

class MariaDbRulesTest extends JdbcStoreRules {
    @Override
    String url() {
        return MariaDb.url();
    }

    @Override
    int statementsPerClaim() {
        return 2;
    }

    @Override
    int statementsPerDuplicate() {
        return 2;
    }

    @Override
    Class<? extends ClaimResult> whileATransactionHasItLocked() {
        return ClaimResult.Unavailable.class;
    }
}

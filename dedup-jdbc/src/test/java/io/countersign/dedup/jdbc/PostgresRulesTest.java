package io.countersign.dedup.jdbc;

class PostgresRulesTest extends JdbcStoreRules {
    @Override
    String url() {
        return Postgres.url();
    }

    @Override
    int statementsPerClaim() {
        return 1;
    }

    @Override
    int statementsPerDuplicate() {
        return 1;
    }
}

package io.countersign.dedup.jdbc;

class PostgresNetworkTest extends JdbcNetworkRules {
    @Override
    int serverPort() {
        return Postgres.port();
    }

    @Override
    String url(int port) {
        return Postgres.url().replace(":" + Postgres.port() + "/", ":" + port + "/")
                + "&connectTimeout=1&loginTimeout=1";
    }
}

package io.countersign.dedup.jdbc;

class MariaDbNetworkTest extends JdbcNetworkRules {
    @Override
    int serverPort() {
        return MariaDb.port();
    }

    @Override
    String url(int port) {
        return MariaDb.url().replace(":" + MariaDb.port() + "/", ":" + port + "/") + "&connectTimeout=500";
    }
}

package io.countersign.benchmarks.claims;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Pools of connections as applications have them. */
final class Pools {
    /** More threads than that share the connections, as they do in an application. */
    static final int CONNECTIONS = 10;

    private Pools() {}

    static HikariDataSource of(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }
}

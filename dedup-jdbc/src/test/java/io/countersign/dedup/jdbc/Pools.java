package io.countersign.dedup.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Pools as applications have them. */
final class Pools {
    private static final int CONNECTIONS = 16;

    private Pools() {}

    static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        return config;
    }

    static HikariDataSource of(String url) {
        return new HikariDataSource(config(url));
    }
}

package io.countersign.dedup.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The databases that {@link JdbcDedupStore} speaks.
 *
 * <p>Thread rule: immutable.
 */
public enum Database {
    /** PostgreSQL 13 or newer. */
    POSTGRESQL("PostgreSQL", 13, 0),
    /** SQLite 3.37 or newer, in a file: shared by the processes of one machine. */
    SQLITE("SQLite", 3, 37),
    /** H2 2.0 or newer, embedded: of one process. */
    H2("H2", 2, 0),
    /** MySQL 8 or newer, and MariaDB. */
    MYSQL("MySQL", 8, 0);

    private final String label;
    private final int major;
    private final int minor;

    Database(String label, int major, int minor) {
        this.label = label;
        this.major = major;
        this.minor = minor;
    }

    /**
     * Where the statements stand that create the tables, for Flyway, Liquibase and the like: a resource of this module.
     * The store runs the same ones.
     */
    public String schemaResource() {
        return "io/countersign/dedup/jdbc/" + name().toLowerCase(Locale.ROOT) + ".sql";
    }

    static Database of(DatabaseMetaData metaData) throws SQLException {
        String product = metaData.getDatabaseProductName();
        if (product.equals("MariaDB")) {
            return MYSQL;
        }
        for (Database database : values()) {
            if (database.label.equals(product)) {
                return database;
            }
        }
        throw new IllegalStateException(
                "this store speaks PostgreSQL, SQLite, H2, MySQL and MariaDB, but the DataSource leads" + " to \""
                        + product + "\"; if that speaks one of their dialects, name it with database(...)");
    }

    void requireVersion(DatabaseMetaData metaData) throws SQLException {
        int actualMajor = metaData.getDatabaseMajorVersion();
        if (actualMajor < major || (actualMajor == major && metaData.getDatabaseMinorVersion() < minor)) {
            throw new IllegalStateException(this + " must be version " + major + "." + minor + " or newer but is "
                    + metaData.getDatabaseProductVersion());
        }
    }

    /** As the makers spell it. */
    @Override
    public String toString() {
        return label;
    }
}

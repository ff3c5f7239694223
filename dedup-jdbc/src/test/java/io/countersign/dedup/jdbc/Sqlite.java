package io.countersign.dedup.jdbc;

import java.nio.file.Path;

/** SQLite as the store advises to set it up. */
final class Sqlite {
    private Sqlite() {}

    static String url(Path folder) {
        return urlWithoutAutoCommit(folder) + "&transaction_mode=IMMEDIATE";
    }

    /** A connection that begins an immediate transaction as soon as autoCommit is off keeps the lock while it rests. */
    static String urlWithoutAutoCommit(Path folder) {
        return "jdbc:sqlite:" + folder.resolve("dedup.db") + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000";
    }
}

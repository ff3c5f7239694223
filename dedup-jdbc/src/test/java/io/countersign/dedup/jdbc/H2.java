package io.countersign.dedup.jdbc;

import java.nio.file.Path;

/** H2 in a file, as the store wants it. */
final class H2 {
    private H2() {}

    static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("dedup") + ";WRITE_DELAY=0";
    }
}

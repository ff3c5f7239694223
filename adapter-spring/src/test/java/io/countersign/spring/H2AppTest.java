package io.countersign.spring;

import io.countersign.dedup.jdbc.JdbcDedupStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Applications with H2 in a file. Its nodes are two contexts of one process, which is all that H2 serves. */
class H2AppTest extends SharedStoreRules {
    @TempDir
    private static Path folder;

    @Override
    String store() {
        return """
                spring.datasource.url: jdbc:h2:file:%s;WRITE_DELAY=0
                countersign.dedup: { store: jdbc, jdbc: { timeout: 30s } }
                """.formatted(folder.resolve("claims"));
    }

    @Override
    Class<JdbcDedupStore> type() {
        return JdbcDedupStore.class;
    }
}

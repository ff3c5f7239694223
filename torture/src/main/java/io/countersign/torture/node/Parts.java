package io.countersign.torture.node;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.dedup.redis.LettuceScripts;
import io.countersign.dedup.redis.RedisDedupStore;
import io.countersign.torture.StoreKind;
import io.countersign.torture.Subject;
import io.countersign.torture.ledger.FileLedger;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * What a node is made of.
 *
 * @param store what the receiver asks before the handler
 * @param effects what the handler does
 */
record Parts(DedupStore store, Effects effects) {
    private static final int CONNECTIONS = 8;

    /** Those of a node of that subject, whose store is at {@code where}. */
    static Parts of(Subject subject, String where, Path ledger, Failpoints failpoints) throws IOException {
        return switch (subject.guard()) {
            case CLAIMS ->
                new Parts(
                        new FailpointStore(store(subject.store(), where), failpoints),
                        new EffectsInFile(new FileLedger(ledger), failpoints));
            case CLAIMS_IN_TRANSACTION -> inTransaction(pool(where), failpoints);
        };
    }

    private static Parts inTransaction(DataSource database, Failpoints failpoints) {
        JdbcDedupStore store = JdbcDedupStore.builder(database).build();
        return new Parts(new FailpointStore(store, failpoints), new EffectsInTransaction(database, store, failpoints));
    }

    private static DedupStore store(StoreKind kind, String where) {
        return switch (kind) {
            case MEMORY -> InMemoryDedupStore.builder().build();
            case POSTGRESQL, SQLITE, H2, MARIADB ->
                JdbcDedupStore.builder(pool(where)).build();
            case REDIS ->
                RedisDedupStore.builder(
                                LettuceScripts.on(RedisClient.create(where).connect(ByteArrayCodec.INSTANCE)))
                        .build();
        };
    }

    private static DataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }
}

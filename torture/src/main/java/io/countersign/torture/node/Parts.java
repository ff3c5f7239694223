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
import io.countersign.torture.peer.CamelPeer;
import io.countersign.torture.peer.Peer;
import io.countersign.torture.peer.SpringIntegrationPeer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
            case SPRING_INTEGRATION -> {
                DataSource database = pool(where);
                yield ofPeer(SpringIntegrationPeer.jdbc(database, transactions(database)), ledger, failpoints);
            }
            case SPRING_INTEGRATION_IN_TRANSACTION -> ofSpringInTransaction(pool(where), failpoints);
            case CAMEL -> {
                Peer camel = subject.store() == StoreKind.REDIS ? CamelPeer.redis(where) : CamelPeer.jdbc(pool(where));
                yield ofPeer(camel, ledger, failpoints);
            }
        };
    }

    private static Parts inTransaction(DataSource database, Failpoints failpoints) {
        JdbcDedupStore store = JdbcDedupStore.builder(database).build();
        return new Parts(new FailpointStore(store, failpoints), new EffectsInTransaction(database, store, failpoints));
    }

    private static Parts ofPeer(Peer peer, Path ledger, Failpoints failpoints) throws IOException {
        return new Parts(new NoClaims(), new EffectsOfPeer(peer, new FileLedger(ledger), failpoints));
    }

    private static Parts ofSpringInTransaction(DataSource database, Failpoints failpoints) {
        TransactionTemplate transactions = transactions(database);
        return new Parts(
                new NoClaims(),
                new EffectsOfPeerInTransaction(
                        SpringIntegrationPeer.jdbc(database, transactions),
                        transactions,
                        new JdbcTemplate(database),
                        failpoints));
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

    private static TransactionTemplate transactions(DataSource database) {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }
}

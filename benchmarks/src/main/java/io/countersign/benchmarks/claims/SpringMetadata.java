package io.countersign.benchmarks.claims;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.ClaimRequest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.integration.jdbc.metadata.JdbcMetadataStore;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Integration's {@code JdbcMetadataStore}, in a transaction as its documentation asks for. */
final class SpringMetadata implements Claimant {
    private final HikariDataSource pool;
    private final JdbcMetadataStore store;
    private final TransactionTemplate transactions;

    SpringMetadata(HikariDataSource pool) {
        this.pool = pool;
        ResourceDatabasePopulator schema = new ResourceDatabasePopulator(
                new ClassPathResource("org/springframework/integration/jdbc/schema-postgresql.sql"));
        // A second one that is opened finds the tables.
        schema.setContinueOnError(true);
        DatabasePopulatorUtils.execute(schema, pool);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        store = new JdbcMetadataStore(pool);
        store.afterPropertiesSet();
    }

    @Override
    public boolean claim(ClaimRequest request) {
        return Boolean.TRUE.equals(transactions.execute(
                transaction -> store.putIfAbsent(request.key().id(), "claimed") == null));
    }

    @Override
    public void close() {
        pool.close();
    }
}

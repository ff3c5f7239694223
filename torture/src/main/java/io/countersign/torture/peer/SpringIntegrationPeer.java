package io.countersign.torture.peer;

import javax.sql.DataSource;
import org.springframework.integration.jdbc.metadata.JdbcMetadataStore;
import org.springframework.integration.selector.MetadataStoreSelector;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Integration's idempotent receiver on a table: the selector that its interceptor asks, in a transaction as the store
 * demands. Within a transaction that is there already it becomes part of that.
 */
public final class SpringIntegrationPeer implements Peer {
    private final MetadataStoreSelector selector;
    private final TransactionTemplate transactions;

    private SpringIntegrationPeer(MetadataStoreSelector selector, TransactionTemplate transactions) {
        this.selector = selector;
        this.transactions = transactions;
    }

    /** In a table of that database, which is there already. */
    public static SpringIntegrationPeer jdbc(DataSource database, TransactionTemplate transactions) {
        JdbcMetadataStore store = new JdbcMetadataStore(database);
        store.afterPropertiesSet();
        store.start();
        return new SpringIntegrationPeer(
                new MetadataStoreSelector(message -> message.getPayload().toString(), store), transactions);
    }

    @Override
    public boolean isNew(String id) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> selector.accept(new GenericMessage<>(id))));
    }
}

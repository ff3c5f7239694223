package io.countersign.spring;

import io.countersign.ReceivedEvent;
import io.countersign.dedup.Completion;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Marks an event as handled in the transaction that the handler runs in, so that the handler's effects and this are committed
 * together, or neither: the effects happen exactly once, where the claims stand in the database of the effects.
 *
 * <pre>{@code
 * @Transactional
 * @PostMapping("/webhooks/billing")
 * void paid(ReceivedEvent<Paid> received) {
 *     jdbc.update("INSERT INTO invoice (event) VALUES (?)", received.id());
 *     completion.complete(received);
 * }
 * }</pre>
 *
 * <p>Let it be the last thing that the transaction does: until the commit the row is locked, and a renewal of the lease waits.
 * The receiver completes the event once more after the commit, which changes nothing; after a rollback it gives the event back,
 * and the sender's retry is handled.
 *
 * <p>Spring Boot has a bean of it where {@code countersign.dedup.store} is {@code jdbc} and Spring JDBC is there. It knows every
 * transaction that Spring's JDBC and JPA transaction managers open on the store's {@code DataSource}.
 *
 * <p>Thread rule: safe for concurrent use; {@code complete} is called on the thread of the transaction.
 */
public final class TransactionalCompletion {
    private final JdbcDedupStore store;
    private final JdbcTemplate jdbc;

    /** For claims in that store, which was built on that {@code DataSource}. */
    public TransactionalCompletion(JdbcDedupStore store, DataSource dataSource) {
        this.store = store;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** As {@link #complete(ReceivedEvent, Completion)}, with status 200. */
    public void complete(ReceivedEvent<?> event) {
        complete(event, new Completion(200));
    }

    /**
     * Marks the event as handled when the transaction commits.
     *
     * @throws io.countersign.dedup.jdbc.LeaseLostException where somebody took over, or it was settled before; the transaction
     *     is to be rolled back, as it is where the exception leaves a method that is {@code @Transactional}
     * @throws IllegalStateException where no transaction is open on the store's {@code DataSource}
     * @throws DataAccessException where the database fails
     */
    public void complete(ReceivedEvent<?> event, Completion completion) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "no transaction is open, so that effects and completion would be committed apart; make the handler"
                            + " @Transactional, and see to it that it is called through its proxy");
        }
        jdbc.execute((Connection connection) -> completeIn(connection, event, completion));
    }

    private Completion completeIn(Connection connection, ReceivedEvent<?> event, Completion completion)
            throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException(
                    "the open transaction is none of the DataSource in which the claims stand, so that effects and completion"
                            + " would be committed apart; name the transaction manager of that one in @Transactional");
        }
        store.completeIn(connection, event.claim(), completion);
        return completion;
    }
}

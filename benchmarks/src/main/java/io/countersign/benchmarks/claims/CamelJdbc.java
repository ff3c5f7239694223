package io.countersign.benchmarks.claims;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.ClaimRequest;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

/** Camel's {@code JdbcMessageIdRepository} as it is by default: a transaction with a read and an insert. */
final class CamelJdbc implements Claimant {
    private final HikariDataSource pool;
    private final JdbcMessageIdRepository repository;

    CamelJdbc(HikariDataSource pool) {
        this.pool = pool;
        repository = new JdbcMessageIdRepository(pool, "benchmark");
        // Makes its table.
        repository.start();
    }

    @Override
    public boolean claim(ClaimRequest request) {
        return repository.add(request.key().id());
    }

    @Override
    public boolean handle(ClaimRequest request) {
        return repository.add(request.key().id())
                && repository.confirm(request.key().id());
    }

    @Override
    public void close() {
        repository.stop();
        pool.close();
    }
}

package io.countersign.spring.autoconfigure;

import io.countersign.dedup.DedupStore;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down while the store of claims does not work, with the sentence that says why: every delivery is then answered 503.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class ClaimsHealthIndicator extends AbstractHealthIndicator {
    private final DedupStore store;

    ClaimsHealthIndicator(DedupStore store) {
        super("the store of claims could not be asked");
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        store.problem()
                .ifPresentOrElse(
                        problem -> health.down().withDetail("problem", CredentialsRemoved.of(problem)), health::up);
    }
}

package io.countersign;

import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews leases while the application handles: at least every third of a lease, so that two renewals may fail before one lapses,
 * and up to a cap, so that a handler that hangs does not hold its event for ever. Safe for concurrent use.
 */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);
    private static final int RENEWALS_PER_LEASE = 3;

    /** A store may keep a thread waiting; few wait at the same time. */
    private static final int SHARED_THREADS = 2;

    /** Daemon threads that all endpoints share. */
    static final ScheduledExecutorService SHARED = shared();

    private final String endpoint;
    private final Duration lease;
    private final long maxRenewals;
    private final ScheduledExecutorService executor;
    private final Reporter reporter;
    private final Set<Keeping> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean goesRound = new AtomicBoolean();

    LeaseKeeper(ClaimSettings settings, String endpoint, Reporter reporter) {
        this.endpoint = endpoint;
        this.lease = settings.lease();
        this.maxRenewals = settings.leaseCap().dividedBy(interval());
        this.executor = settings.renewals();
        this.reporter = reporter;
    }

    private static ScheduledExecutorService shared() {
        AtomicInteger number = new AtomicInteger();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(SHARED_THREADS, task -> {
            Thread thread = new Thread(task, "countersign-leases-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private Duration interval() {
        return lease.dividedBy(RENEWALS_PER_LEASE);
    }

    /** Renews the leases of what was claimed until that is ended, they are all lost, or the cap is reached. */
    Keeping keep(List<? extends ClaimedEvent<?>> claimed) {
        Keeping keeping = new Keeping(claimed);
        underWay.add(keeping);
        try {
            startRounds();
        } catch (RejectedExecutionException closed) {
            keeping.end();
            throw closed;
        }
        return keeping;
    }

    /**
     * One task for all deliveries that are under way, and none while there are none: most are over long before a lease is, and a
     * task for each would wake a thread for each.
     */
    private void startRounds() {
        if (!goesRound.get() && goesRound.compareAndSet(false, true)) {
            try {
                Future<?> unused = executor.schedule(this::round, interval().toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException closed) {
                goesRound.set(false);
                throw closed;
            }
        }
    }

    private void round() {
        try {
            underWay.forEach(Keeping::renew);
        } finally {
            goesRound.set(false);
            // Looked at afterwards, so that a delivery that came meanwhile is seen here or starts the rounds itself.
            if (!underWay.isEmpty()) {
                startRounds();
            }
        }
    }

    /** The leases of one delivery. They are renewed by one thread at a time. */
    final class Keeping {
        private final List<? extends ClaimedEvent<?>> claimed;
        private long renewals;

        private Keeping(List<? extends ClaimedEvent<?>> claimed) {
            this.claimed = claimed;
        }

        /** From now on they are left alone. */
        void end() {
            underWay.remove(this);
        }

        private void renew() {
            if (renewals++ == maxRenewals) {
                LOG.warn(
                        "endpoint \"{}\": the handler of {} is at it for too long; its lease is renewed no more, and a retry may"
                                + " take the event over",
                        endpoint,
                        claimed.get(0).id());
            }
            if (renewals <= maxRenewals) {
                claimed.forEach(event -> renew(event.held()));
            }
        }

        private void renew(HeldClaim claim) {
            boolean known = claim.isLost();
            try {
                if (claim.renew(lease) == SettleResult.LOST && claim.isLost() && !known) {
                    reporter.leaseLost(claim.claim().key().id());
                }
            } catch (RuntimeException storeFailed) {
                LOG.warn("endpoint \"{}\": a lease could not be renewed; it is tried again", endpoint, storeFailed);
            }
        }
    }
}

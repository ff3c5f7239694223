package io.countersign;

import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews leases while the application handles: every third of a lease, so that two renewals may fail before one lapses, and up
 * to a cap, so that a handler that hangs does not hold its event for ever. Safe for concurrent use.
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

    /** Renews the leases of {@code held} until the returned future is cancelled, they are all lost, or the cap is reached. */
    Future<?> keep(List<HeldClaim> held) {
        return new Keeping(held).start();
    }

    /** The renewals for one delivery. Its runs never overlap. */
    private final class Keeping implements Runnable {
        private final List<HeldClaim> held;
        private long renewals;

        Keeping(List<HeldClaim> held) {
            this.held = held;
        }

        Future<?> start() {
            long nanos = interval().toNanos();
            return executor.scheduleWithFixedDelay(this, nanos, nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void run() {
            if (renewals++ == maxRenewals) {
                LOG.warn(
                        "endpoint \"{}\": the handler of {} is at it for too long; its lease is renewed no more, and a retry may"
                                + " take the event over",
                        endpoint,
                        held.get(0).claim().key().id());
            }
            if (renewals <= maxRenewals) {
                held.forEach(this::renew);
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

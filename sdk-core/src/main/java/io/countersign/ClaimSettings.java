package io.countersign;

import io.countersign.dedup.DedupStore;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * How one endpoint claims its events. Immutable.
 *
 * @param leaseCap for how long in all a lease is renewed while the application is at it
 * @param failOpen whether events are handled also while the store cannot tell whether they were
 */
record ClaimSettings(
        DedupStore store,
        Duration lease,
        Duration leaseCap,
        ScheduledExecutorService renewals,
        Duration retention,
        boolean strictConflicts,
        boolean failOpen) {

    /** The default cap for a sender that retries for so long: a retry still comes after it. A horizon of zero is no retry. */
    static Duration capWithin(Duration retryHorizon) {
        Duration half = retryHorizon.dividedBy(2);
        boolean isShort = !half.isZero() && half.compareTo(ReceiverBuilder.DEFAULT_LEASE_CAP) < 0;
        return isShort ? half : ReceiverBuilder.DEFAULT_LEASE_CAP;
    }

    /** Whether a sender that retries for so long may have given up before an event is free again that its holder left or hangs on. */
    boolean mayOutlast(Duration retryHorizon) {
        Duration longest = lease.compareTo(leaseCap) > 0 ? lease : leaseCap;
        return !retryHorizon.isZero() && longest.multipliedBy(2).compareTo(retryHorizon) > 0;
    }
}

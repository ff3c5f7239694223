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
        boolean failOpen) {}

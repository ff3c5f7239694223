package io.countersign.torture;

import io.countersign.torture.node.Failpoint;
import java.util.Map;
import java.util.Set;

/**
 * How a run went, before anybody looked at the ledger.
 *
 * @param deliveries how many incidents set out
 * @param acknowledged those of which a sender heard 2xx
 * @param requests how many requests it took
 * @param killedAt how many nodes were killed at each failpoint
 * @param killedElsewhere how many were killed without anybody at the failpoint
 */
record Course(
        int deliveries, Set<String> acknowledged, int requests, Map<Failpoint, Integer> killedAt, int killedElsewhere) {

    static Course of(SendingFleet fleet, Strikes strikes) {
        return new Course(
                fleet.setOut(),
                Set.copyOf(fleet.acknowledged()),
                fleet.attempts(),
                strikes.killedAt(),
                strikes.killedElsewhere());
    }

    int kills() {
        return killedElsewhere
                + killedAt.values().stream().mapToInt(Integer::intValue).sum();
    }
}

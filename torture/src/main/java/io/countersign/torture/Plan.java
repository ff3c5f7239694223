package io.countersign.torture;

import io.countersign.torture.node.Failpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is done to one subject. The faults and their order come of the seed; when exactly each of them strikes, and which node,
 * does not, since the processes run as they like.
 *
 * @param deliveries how many incidents are delivered
 * @param faults in their order, spread over the deliveries
 * @param nodes how many processes receive, where the store can be shared
 * @param lease how long a claim holds
 */
record Plan(int deliveries, List<Fault> faults, int nodes, Duration lease) {
    /** Something that happens to a node, or to the store. */
    sealed interface Fault {
        /** A node is killed at that point. */
        record Kill(Failpoint at) implements Fault {}

        /** A node stands still for longer than its leases hold, and goes on as if nothing had been. */
        record Pause() implements Fault {}

        /** The connections between the nodes and the store's server break. */
        record Cut() implements Fault {}

        /** The store's server is killed and started again. */
        record Restart() implements Fault {}
    }

    private static final int NODES = 3;
    private static final Duration LEASE = Duration.ofSeconds(2);

    /** So many kills, evenly of each failpoint, and a fifth as many of every other fault, shuffled. */
    static Plan of(Subject subject, int deliveries, int kills, Random random) {
        boolean hasServer = subject.store().hasServer();
        List<Fault> faults = new ArrayList<>();
        List<Failpoint> points = subject.guard().failpoints();
        for (int kill = 0; kill < kills; kill++) {
            faults.add(new Fault.Kill(points.get(kill % points.size())));
        }
        int others = Math.max(1, kills / 5);
        for (int other = 0; other < others; other++) {
            faults.add(new Fault.Pause());
            if (hasServer) {
                faults.add(new Fault.Cut());
                faults.add(new Fault.Restart());
            }
        }
        Collections.shuffle(faults, random);
        return new Plan(deliveries, List.copyOf(faults), subject.store().isShared() ? NODES : 1, LEASE);
    }

    /** How many deliveries set out with each fault. */
    int deliveriesPerFault() {
        return Math.max(1, deliveries / (faults.size() + 1));
    }

    /** How wrong the clock of that node is: right, ten minutes fast, ten minutes slow. */
    Duration clockError(int node) {
        return Duration.ofMinutes(10L * (node % 3 == 2 ? -1 : node % 3));
    }
}

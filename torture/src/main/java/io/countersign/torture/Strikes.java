package io.countersign.torture;

import io.countersign.torture.Plan.Fault;
import io.countersign.torture.node.Failpoint;
import io.countersign.torture.store.TorturedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults of a plan, in its order: each node meets the next of them as soon as it got over its last one. */
final class Strikes {
    private static final int REPORT_SECONDS = 5;

    private final Plan plan;
    private final Nodes nodes;
    private final TorturedStore store;
    private final SendingFleet fleet;
    private final Queue<Fault> left;
    private final AtomicInteger struck = new AtomicInteger();
    private final Map<Failpoint, Integer> killedAt = new ConcurrentHashMap<>();
    private final AtomicInteger killedElsewhere = new AtomicInteger();

    Strikes(Plan plan, Nodes nodes, TorturedStore store, SendingFleet fleet) {
        this.plan = plan;
        this.nodes = nodes;
        this.store = store;
        this.fleet = fleet;
        this.left = new ConcurrentLinkedQueue<>(plan.faults());
    }

    /** Strikes until no fault is left, and tells now and then how far it is. */
    void run(Runnable progress) throws Exception {
        ExecutorService strikers = Executors.newFixedThreadPool(plan.nodes());
        List<Future<?>> ends = new ArrayList<>();
        for (Seat seat : nodes.seats()) {
            ends.add(strikers.submit(() -> {
                strikeUntilNoneIsLeft(seat);
                return null;
            }));
        }
        strikers.shutdown();
        while (!strikers.awaitTermination(REPORT_SECONDS, TimeUnit.SECONDS)) {
            progress.run();
        }
        for (Future<?> end : ends) {
            rethrow(end);
        }
    }

    private static void rethrow(Future<?> end) throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the torture itself failed", failed.getCause());
        }
    }

    private void strikeUntilNoneIsLeft(Seat seat) throws Exception {
        try {
            for (Fault fault = left.poll(); fault != null; fault = left.poll()) {
                fleet.awaitNearlyAll(plan.deliveriesPerFault() * plan.nodes() / 2);
                fleet.send(plan.deliveriesPerFault());
                strike(fault, seat);
                struck.incrementAndGet();
            }
        } finally {
            // Where this one failed, nobody else needs to go on.
            left.clear();
        }
    }

    private void strike(Fault fault, Seat seat) throws Exception {
        if (fault instanceof Fault.Kill kill) {
            if (seat.replace(kill.at())) {
                killedAt.merge(kill.at(), 1, Integer::sum);
            } else {
                killedElsewhere.incrementAndGet();
            }
        } else if (fault instanceof Fault.Pause) {
            seat.pause(plan.lease().multipliedBy(3).dividedBy(2));
        } else if (fault instanceof Fault.Cut) {
            store.cutConnections();
        } else if (fault instanceof Fault.Restart) {
            restartStore();
        }
    }

    /** One at a time. */
    private synchronized void restartStore() throws Exception {
        store.restart();
    }

    int struck() {
        return struck.get();
    }

    /** How many nodes were killed at each failpoint. */
    Map<Failpoint, Integer> killedAt() {
        return Map.copyOf(killedAt);
    }

    /** How many were killed without anybody at the failpoint. */
    int killedElsewhere() {
        return killedElsewhere.get();
    }
}

package io.countersign.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.torture.Plan.Fault;
import io.countersign.torture.node.Effect;
import io.countersign.torture.node.Failpoint;
import io.countersign.torture.store.TorturedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One store under its plan. Confined to one thread. */
final class TortureRun {
    /** With so much under way, somebody gets to any failpoint sooner than that; else the node is killed where it is. */
    private static final Duration UNTIL_REACHED = Duration.ofSeconds(2);

    private final StoreKind kind;
    private final Plan plan;
    private final Path directory;
    private final Random random;
    private final Map<Failpoint, Integer> killedAt = new EnumMap<>(Failpoint.class);
    private int killedElsewhere;

    TortureRun(StoreKind kind, Plan plan, Path directory, Random random) {
        this.kind = kind;
        this.plan = plan;
        this.directory = directory;
        this.random = random;
    }

    TortureResult run(Progress progress) throws Exception {
        long start = System.nanoTime();
        try (TorturedStore store = kind.start(directory);
                Nodes nodes = new Nodes(kind, store.where(), directory, plan);
                SendingFleet fleet = new SendingFleet(nodes, new Random(random.nextLong()))) {
            for (int i = 0; i < plan.faults().size(); i++) {
                fleet.awaitNearlyAll(plan.deliveriesPerFault() / 2);
                fleet.send(plan.deliveriesPerFault());
                strike(plan.faults().get(i), nodes, store);
                progress.after(i + 1, plan.faults().size(), fleet);
            }
            fleet.send(Math.max(0, plan.deliveries() - fleet.setOut()));
            fleet.awaitAll();
            // Whoever was paused may still be about to do something.
            Thread.sleep(plan.lease().multipliedBy(2).toMillis());
            Verdict verdict = Verdict.of(fleet.setOut(), fleet.acknowledged(), ledger(nodes));
            return new TortureResult(
                    kind,
                    plan,
                    fleet.setOut(),
                    fleet.attempts(),
                    Map.copyOf(killedAt),
                    killedElsewhere,
                    Duration.ofNanos(System.nanoTime() - start),
                    verdict);
        }
    }

    private void strike(Fault fault, Nodes nodes, TorturedStore store) throws Exception {
        int seat = random.nextInt(nodes.size());
        if (fault instanceof Fault.Kill kill) {
            if (nodes.process(seat).standAt(kill.at(), UNTIL_REACHED)) {
                killedAt.merge(kill.at(), 1, Integer::sum);
            } else {
                killedElsewhere++;
            }
            nodes.replace(seat);
        } else if (fault instanceof Fault.Pause) {
            nodes.process(seat).pause(plan.lease().multipliedBy(3).dividedBy(2));
        } else if (fault instanceof Fault.Cut) {
            store.cutConnections();
        } else if (fault instanceof Fault.Restart) {
            store.restart();
        }
    }

    private static List<Effect> ledger(Nodes nodes) throws IOException {
        return Files.readAllLines(nodes.ledger(), US_ASCII).stream()
                .map(Effect::parse)
                .toList();
    }

    /** Is told after every fault. */
    interface Progress {
        void after(int faults, int ofFaults, SendingFleet fleet);
    }
}

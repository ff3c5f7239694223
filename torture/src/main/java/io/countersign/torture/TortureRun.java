package io.countersign.torture;

import io.countersign.torture.ledger.Ledger;
import io.countersign.torture.store.TorturedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/** One subject under its plan. Confined to one thread. */
final class TortureRun {
    private final Subject subject;
    private final Plan plan;
    private final Path directory;
    private final Random random;

    /** Files go to {@code directory}; what was there is gone. */
    TortureRun(Subject subject, Plan plan, Path directory, Random random) {
        this.subject = subject;
        this.plan = plan;
        this.directory = directory.toAbsolutePath();
        this.random = random;
    }

    TortureResult run(Progress progress) throws Exception {
        long start = System.nanoTime();
        empty(directory);
        try (TorturedStore store = subject.store().start(directory)) {
            Path file = directory.resolve("ledger.txt");
            Ledger ledger = Tables.prepare(subject, store.where(), file);
            Course course = deliver(store, file, progress);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            // The nodes have ended: an embedded database belongs to one process at a time.
            store.heal();
            Verdict verdict = Verdict.of(course.deliveries(), course.acknowledged(), ledger.effects());
            return new TortureResult(subject, plan, course, took, verdict);
        }
    }

    private static void empty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                // What is in a folder comes before it.
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(directory);
    }

    private Course deliver(TorturedStore store, Path ledger, Progress progress) throws Exception {
        try (Nodes nodes = new Nodes(subject, plan, store.where(), ledger, directory.resolve("nodes.log"));
                SendingFleet fleet = new SendingFleet(nodes, new Random(random.nextLong()))) {
            Strikes strikes = new Strikes(plan, nodes, store, fleet);
            strikes.run(() -> progress.after(strikes.struck(), plan.faults().size(), fleet));
            fleet.send(Math.max(0, plan.deliveries() - fleet.setOut()));
            fleet.awaitAll();
            // Whoever was paused may still be about to do something.
            Thread.sleep(plan.lease().multipliedBy(2).toMillis());
            return Course.of(fleet, strikes);
        }
    }

    /** Is told now and then. */
    interface Progress {
        void after(int faults, int ofFaults, SendingFleet fleet);
    }
}

package io.countersign.benchmarks.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code bin/benchmark verify}: runs, prints, writes, judges. */
public final class VerifyRun {
    private static final int FULL_ROUNDS = 5;
    private static final Duration FULL_BUDGET = Duration.ofMinutes(25);
    private static final int QUICK_ROUNDS = 3;
    private static final Duration QUICK_BUDGET = Duration.ofSeconds(150);

    private final boolean quick;
    private final Duration alreadySpent;
    private final Path directory;
    private final Optional<VirtualThreads> virtualThreads;

    /**
     * A run.
     *
     * @param quick within three minutes, for the direction; without the sizes and rows that no goal needs
     * @param alreadySpent what building took of those minutes
     * @param directory where its report goes
     * @param jdkHomes where to look for a JDK with virtual threads, where this JVM has none
     */
    public VerifyRun(boolean quick, Duration alreadySpent, Path directory, Stream<Path> jdkHomes) {
        this.quick = quick;
        this.alreadySpent = alreadySpent;
        this.directory = directory;
        this.virtualThreads = VirtualThreads.find(jdkHomes);
    }

    /** Whether every goal was met. */
    public boolean run(PrintWriter out) throws IOException {
        // Before minutes of measuring whose report could not be kept.
        Files.createDirectories(directory);
        Instant started = Instant.now();
        double loadBefore = Machine.load();
        Machine machine = Machine.thisOne(virtualThreads);
        machine.introduce(loadBefore, out);
        if (virtualThreads.isEmpty()) {
            out.println("virtual threads: " + machine.javaOfVirtualThreads());
        }
        Rounds rounds = quick
                ? new Rounds(QUICK_BUDGET.minus(alreadySpent))
                        .add(1, VerifyRows.quick())
                        .add(QUICK_ROUNDS - 1, VerifyRows.narrow())
                : new Rounds(FULL_BUDGET).add(FULL_ROUNDS, VerifyRows.full());
        Length length = quick ? Length.QUICK : Length.FULL;
        Figures figures = rounds.run(new Forks(length, virtualThreads), out);

        List<Goal> goals = VerifyGoals.of(figures);
        new Table(figures, out).print();
        keep(
                new Report(
                        quick,
                        started,
                        machine,
                        loadBefore,
                        Machine.load(),
                        rounds.count(),
                        length,
                        Report.rows(figures),
                        goals),
                figures,
                out);
        figures.timesAsMuch(VerifyRows.machineThreads(2), VerifyRows.machineThreads(1))
                .ifPresent(scaling -> out.printf(
                        Locale.ROOT, "two threads on this machine, sharing nothing: %.3f times one%n", scaling));
        goals.forEach(goal -> out.println(goal.line()));
        out.flush();
        return goals.stream().allMatch(Goal::isMet);
    }

    private void keep(Report report, Figures figures, PrintWriter out) throws IOException {
        String name = quick ? "verify-quick" : Publication.NAME;
        Path json = directory.resolve(name + ".json");
        report.write(json);
        Path png = directory.resolve(name + ".png");
        out.printf("%nreport: %s%n", json);
        try {
            if (Chart.write(figures, png)) {
                out.printf("chart: %s%n", png);
            }
        } catch (LinkageError | InternalError noFonts) {
            out.println("no chart: this Java cannot draw text; install fontconfig and a font");
        }
    }
}

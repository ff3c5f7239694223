package io.countersign.benchmarks.http;

import io.countersign.benchmarks.report.Goal;
import io.countersign.benchmarks.report.Machine;
import io.countersign.benchmarks.report.Publication;
import io.countersign.benchmarks.report.VirtualThreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code bin/benchmark http}: runs, prints, writes, judges. Confined to one thread. */
public final class HttpRun {
    private final boolean quick;
    private final HttpPlan plan;
    private final Path directory;
    private final PrintWriter out;
    private final Optional<VirtualThreads> virtualThreads;

    /**
     * A run.
     *
     * @param quick within three minutes, for the direction
     * @param directory where its report goes
     * @param out where it says what it does
     * @param jdkHomes where to look for a JDK with virtual threads
     */
    public HttpRun(boolean quick, Path directory, PrintWriter out, Stream<Path> jdkHomes) {
        this.quick = quick;
        this.plan = quick ? HttpPlan.QUICK : HttpPlan.FULL;
        this.directory = directory;
        this.out = out;
        this.virtualThreads = VirtualThreads.find(jdkHomes);
    }

    /** Whether every goal was met. */
    public boolean run() throws IOException {
        Files.createDirectories(directory);
        Instant started = Instant.now();
        double loadBefore = Machine.load();
        Machine machine = Machine.thisOne(
                virtualThreads.map(jdk -> jdk.java().toString()).orElse("none found: set JAVA_HOME_25"));
        machine.introduce(loadBefore, out);
        out.flush();
        HttpFigures figures = measure();
        SlowSenders slow = new SlowSenders(SlowPlan.FULL, virtualThreads, out);
        if (!quick) {
            slow.run();
        }
        List<Goal> goals = Stream.concat(HttpGoals.of(figures).stream(), slow.goals().stream())
                .toList();
        String table =
                quick ? HttpTable.of(figures) : HttpTable.of(figures) + "\nWith slow senders at it:\n\n" + slow.table();
        out.printf(Locale.ROOT, "%n%s%n", table);
        String name = quick ? Publication.HTTP + "-quick" : Publication.HTTP;
        new HttpReport(
                        quick,
                        started,
                        machine,
                        loadBefore,
                        Ammunition.BODY_BYTES,
                        HttpReport.bursts(figures),
                        slow.rows(),
                        goals)
                .write(directory.resolve(name + ".json"));
        Files.writeString(directory.resolve(name + ".md"), table);
        HttpChart.write(figures, directory.resolve(name + ".png"));
        out.printf("report: %s%n", directory.resolve(name + ".json"));
        goals.forEach(goal -> out.println(goal.line()));
        out.flush();
        return goals.stream().allMatch(Goal::isMet);
    }

    private HttpFigures measure() throws IOException {
        Path folder = Files.createTempDirectory("countersign-http");
        try {
            HttpFigures figures = new HttpFigures();
            HttpRounds rounds = new HttpRounds(plan, folder, out);
            for (Front front : Front.values()) {
                rounds.run(front, figures);
            }
            return figures;
        } finally {
            Files.deleteIfExists(folder.resolve("deliveries"));
            Files.deleteIfExists(folder.resolve("deliveries.lua"));
            Files.deleteIfExists(folder);
        }
    }
}

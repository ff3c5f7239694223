package io.countersign.benchmarks.http;

import io.countersign.benchmarks.report.Goal;
import io.countersign.benchmarks.report.Machine;
import io.countersign.benchmarks.report.Publication;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code bin/benchmark http}: runs, prints, writes, judges. Confined to one thread. */
public final class HttpRun {
    private static final double QUIET = 0.3;

    private final boolean quick;
    private final HttpPlan plan;
    private final Path directory;
    private final PrintWriter out;

    /**
     * A run.
     *
     * @param quick within three minutes, for the direction
     * @param directory where its report goes
     * @param out where it says what it does
     */
    public HttpRun(boolean quick, Path directory, PrintWriter out) {
        this.quick = quick;
        this.plan = quick ? HttpPlan.QUICK : HttpPlan.FULL;
        this.directory = directory;
        this.out = out;
    }

    /** Whether every goal was met. */
    public boolean run() throws IOException {
        Files.createDirectories(directory);
        Instant started = Instant.now();
        double loadBefore = Machine.load();
        Machine machine = Machine.thisOne("not measured");
        out.printf("%s, %d cores; %s%n", machine.processor(), machine.cores(), machine.java());
        if (loadBefore > QUIET * machine.cores()) {
            out.printf("other work is running here (load %.1f): the figures are rough%n", loadBefore);
        }
        out.flush();
        HttpFigures figures = measure();
        List<Goal> goals = HttpGoals.of(figures);
        String table = HttpTable.of(figures);
        out.printf(Locale.ROOT, "%n%s%n", table);
        String name = quick ? Publication.HTTP + "-quick" : Publication.HTTP;
        new HttpReport(quick, started, machine, loadBefore, Ammunition.BODY_BYTES, HttpReport.bursts(figures), goals)
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

package io.countersign.benchmarks.claims;

import io.countersign.benchmarks.report.Goal;
import io.countersign.benchmarks.report.Machine;
import io.countersign.benchmarks.report.Publication;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** {@code bin/benchmark claims}: runs, prints, writes, judges. Confined to one thread. */
public final class ClaimsRun {
    private final boolean quick;
    private final ClaimPlan plan;
    private final Path directory;
    private final PrintWriter out;
    private final List<IdSize> sizes = new ArrayList<>();
    private final List<RoundTrips> trips = new ArrayList<>();

    /**
     * A run.
     *
     * @param quick within three minutes, for the direction
     * @param directory where its report goes
     * @param out where it says what it does
     */
    public ClaimsRun(boolean quick, Path directory, PrintWriter out) {
        this.quick = quick;
        this.plan = quick ? ClaimPlan.QUICK : ClaimPlan.FULL;
        this.directory = directory;
        this.out = out;
    }

    /** Whether every goal was met. */
    public boolean run() throws IOException {
        Files.createDirectories(directory);
        Instant started = Instant.now();
        double loadBefore = Machine.load();
        Machine machine = Machine.thisOne("not measured");
        machine.introduce(loadBefore, out);
        out.flush();
        double memoryNanos = MemoryClaims.nanosPerNewClaim();
        keep(List.of(MemoryClaims.size(plan.ids())));
        ClaimFigures figures;
        try (Scratch scratch = Scratch.create();
                Places places = Places.start(scratch, out)) {
            figures = new ClaimRounds(plan, places, out).run();
            count(places);
        }
        try (Scratch scratch = Scratch.create()) {
            fill(scratch);
        }
        ClaimTables tables = new ClaimTables(figures, trips, sizes);
        OptionalDouble nanos = OptionalDouble.of(memoryNanos);
        List<Goal> goals = new ClaimGoals(figures, nanos, trips, sizes).all();
        out.printf(Locale.ROOT, "%n%s%n", tables.text());
        new ClaimsReport(
                        quick,
                        started,
                        machine,
                        loadBefore,
                        plan,
                        nanos,
                        ClaimsReport.cells(figures),
                        trips,
                        sizes,
                        goals)
                .write(directory.resolve(name() + ".json"));
        Files.writeString(directory.resolve(name() + ".md"), tables.text());
        out.printf("report: %s%n", directory.resolve(name() + ".json"));
        draw(figures);
        goals.forEach(goal -> out.println(goal.line()));
        out.flush();
        return goals.stream().allMatch(Goal::isMet);
    }

    private String name() {
        return quick ? Publication.CLAIMS + "-quick" : Publication.CLAIMS;
    }

    private void count(Places places) throws IOException {
        for (Side side : places.sides()) {
            if (places.of(side).isServed()) {
                for (Operation operation : Operation.values()) {
                    if (side.isOurs() || operation != Operation.CYCLE) {
                        trips.add(RoundTrips.count(side, operation, places.of(side)));
                    }
                }
            }
        }
    }

    private void fill(Scratch scratch) throws IOException {
        Sizes filled = new Sizes(plan);
        keep(filled.postgresql(scratch.folder("postgresql")));
        keep(filled.redis(scratch.folder("redis")));
        keep(filled.sqlite(scratch.folder("sqlite")));
    }

    private void keep(List<IdSize> measured) {
        for (IdSize size : measured) {
            out.printf(
                    Locale.ROOT,
                    "%s, %s: %,d ids, %.1f bytes each%n",
                    size.side().label,
                    size.when(),
                    size.ids(),
                    size.bytesEach());
        }
        out.flush();
        sizes.addAll(measured);
    }

    private void draw(ClaimFigures figures) throws IOException {
        Path paces = directory.resolve(name() + ".png");
        try {
            ClaimCharts.writePaces(figures, paces);
            ClaimCharts.writeBytes(sizes, directory.resolve(name() + Publication.BYTES + ".png"));
            out.printf("chart: %s%n", paces);
        } catch (LinkageError | InternalError noFonts) {
            out.println("no chart: this Java cannot draw text; install fontconfig and a font");
        }
    }
}

package io.countersign.benchmarks.http;

import io.countersign.benchmarks.report.Goal;
import io.countersign.benchmarks.report.Machine;
import io.countersign.benchmarks.report.VirtualThreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Every server with every kind of threads, and what was promised of them under slow senders. Confined to one thread. */
final class SlowSenders {
    private static final double MOST_MILLIS = 1_000;
    private static final double MOST_SECONDS_HELD = 10;

    /** What the documentation advises for platform threads, which wait for a byte as long as their server lets them. */
    private static final Duration ADVISED_READ_TIMEOUT = Duration.ofSeconds(3);

    private final SlowRounds rounds;
    private final Optional<VirtualThreads> virtualThreads;
    private final PrintWriter out;
    private final List<SlowRow> rows = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();

    SlowSenders(SlowPlan plan, Optional<VirtualThreads> virtualThreads, PrintWriter out) {
        this.rounds = new SlowRounds(plan);
        this.virtualThreads = virtualThreads;
        this.out = out;
    }

    void run() throws IOException {
        for (Front front : Front.values()) {
            goals.add(Goal.atMost("slow-" + front.word() + "-virtual-p99-ms", virtual(front), MOST_MILLIS));
            goals.add(Goal.atMost("slow-" + front.word() + "-held-seconds", platform(front), MOST_SECONDS_HELD));
        }
    }

    /** How quickly authentic deliveries are answered; nothing where one of them was not. */
    private OptionalDouble virtual(Front front) throws IOException {
        if (virtualThreads.isEmpty()) {
            return OptionalDouble.empty();
        }
        VirtualThreads jdk = virtualThreads.get();
        SlowRow row = keep(rounds.run(
                front,
                jdk.java(),
                new ServerSettings(true, Duration.ZERO, false),
                front.label + ", virtual threads of JDK " + jdk.feature()));
        return row.handled() == row.deliveries() ? OptionalDouble.of(row.p99Millis()) : OptionalDouble.empty();
    }

    /** How long a slow sender has a thread. */
    private OptionalDouble platform(Front front) throws IOException {
        Path java = Machine.thisJava();
        String threads = ", platform threads of JDK " + Runtime.version().feature();
        keep(rounds.run(front, java, new ServerSettings(false, Duration.ZERO, true), front.label + threads));
        SlowRow advised = keep(rounds.run(
                front,
                java,
                new ServerSettings(false, ADVISED_READ_TIMEOUT, true),
                front.label + threads + ", read timeout 3 s"));
        return advised.heldMillis() > 0 ? OptionalDouble.of(advised.heldMillis() / 1e3) : OptionalDouble.empty();
    }

    private SlowRow keep(SlowRow row) {
        rows.add(row);
        out.print(line(row));
        out.flush();
        return row;
    }

    List<SlowRow> rows() {
        return rows;
    }

    List<Goal> goals() {
        return goals;
    }

    String table() {
        StringBuilder table = new StringBuilder("""
                | server | slow connections open | ended | deliveries handled | 50 of 100 within | 99 of 100 within | longest hold |
                |---|---:|---:|---:|---:|---:|---:|
                """);
        rows.forEach(row -> table.append(line(row)));
        return table.toString();
    }

    private static String line(SlowRow row) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d of %,d | %,.0f ms | %,.0f ms | %.1f s |%n",
                row.server(),
                row.open(),
                row.refused(),
                row.handled(),
                row.deliveries(),
                row.p50Millis(),
                row.p99Millis(),
                row.heldMillis() / 1e3);
    }
}

package io.countersign.benchmarks.http;

import static java.util.Objects.requireNonNull;

import io.countersign.benchmarks.report.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Has all variants of a server run at once, and shoots at one after the other. Confined to one thread. */
final class HttpRounds {
    /** More than any server here answers. */
    private static final int MOST_PER_SECOND = 90_000;

    private final HttpPlan plan;
    private final Path folder;
    private final PrintWriter out;
    private final Wrk wrk;
    private final Ammunition ammunition = new Ammunition(InstantSource.system());

    HttpRounds(HttpPlan plan, Path folder, PrintWriter out) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.out = out;
        this.wrk = new Wrk(folder);
    }

    void run(Front front, HttpFigures figures) throws IOException {
        Map<Variant, ServerProcess> servers = new EnumMap<>(Variant.class);
        try {
            for (Variant variant : Variant.values()) {
                servers.put(variant, ServerProcess.start(Machine.thisJava(), front, variant, ServerSettings.DEFAULT));
            }
            for (Map.Entry<Variant, ServerProcess> server : servers.entrySet()) {
                while (server.getValue().handled() < plan.warmUp()) {
                    burst(server.getKey(), server.getValue());
                }
            }
            for (int round = 0; round < plan.rounds(); round++) {
                for (Variant variant : order(round)) {
                    figures.add(front, variant, burst(variant, requireNonNull(servers.get(variant))));
                }
                say(front, round, figures);
            }
        } finally {
            servers.values().forEach(ServerProcess::close);
        }
    }

    /** Every other round backwards, so that what changes slowly favours nobody. */
    private static List<Variant> order(int round) {
        List<Variant> order = new ArrayList<>(List.of(Variant.values()));
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    private Shot burst(Variant variant, ServerProcess server) {
        try {
            Path deliveries = folder.resolve("deliveries");
            ammunition.write(deliveries, (int) (MOST_PER_SECOND * plan.burst().toSeconds()));
            long handledBefore = server.handled();
            Duration processorBefore = server.processorTime();
            Wrk.Result result = wrk.run(server.uri(), deliveries, plan.burst());
            Duration processor = server.processorTime().minus(processorBefore);
            check(variant, result, server.handled() - handledBefore);
            return new Shot(
                    result.perSecond(),
                    result.p50Micros(),
                    result.p99Micros(),
                    processor.toNanos() / 1e3 / result.requests());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every delivery was its own and authentic, so each that was answered was handled; some were when wrk hung up. */
    static void check(Variant variant, Wrk.Result result, long handled) {
        if (result.errors() > 0 || handled < result.requests() || handled > result.requests() + Wrk.CONNECTIONS) {
            throw new IllegalStateException(String.format(
                    "%s: of %d answers %d were errors, and %d deliveries were handled",
                    variant.label, result.requests(), result.errors(), handled));
        }
    }

    private void say(Front front, int round, HttpFigures figures) {
        out.printf("%s, round %d of %d:", front.label, round + 1, plan.rounds());
        for (Variant variant : Variant.values()) {
            out.printf(
                    Locale.ROOT,
                    " %s %,.0f/s;",
                    variant.label,
                    figures.of(front, variant).get(round).perSecond());
        }
        out.println();
        out.flush();
    }
}

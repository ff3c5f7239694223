package io.countersign.benchmarks.claims;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures every cell round by round, with everybody's connections open from the first to the last. Confined to one thread. */
final class ClaimRounds {
    private final ClaimPlan plan;
    private final Places places;
    private final PrintWriter out;

    ClaimRounds(ClaimPlan plan, Places places, PrintWriter out) {
        this.plan = plan;
        this.places = places;
        this.out = out;
    }

    ClaimFigures run() {
        List<Claimant> opened = new ArrayList<>();
        try {
            Map<Side, Load> loads = new EnumMap<>(Side.class);
            for (Side side : places.sides()) {
                if (side != Side.MEMORY) {
                    Claimant claimant = open(side);
                    opened.add(claimant);
                    loads.put(side, new Load(claimant));
                }
            }
            return run(loads);
        } finally {
            opened.forEach(Claimant::close);
        }
    }

    private Claimant open(Side side) {
        return side.open(places.of(side).address(), Pools.CONNECTIONS);
    }

    private ClaimFigures run(Map<Side, Load> loads) {
        ClaimFigures figures = new ClaimFigures();
        Instant start = Instant.now();
        for (int round = 0; round < plan.rounds(); round++) {
            Duration spent = Duration.between(start, Instant.now());
            if (spent.compareTo(plan.budget()) > 0) {
                out.printf(
                        "this machine is busy: %d of %d rounds are left out%n", plan.rounds() - round, plan.rounds());
                break;
            }
            for (Cell cell : plan.round(round, places.sides())) {
                Pace pace = load(loads, cell).measure(cell.operation(), cell.threads(), plan.bout());
                figures.add(round, cell, pace);
                out.printf(
                        Locale.ROOT,
                        "%4d s, round %d: %-48s %,12.0f/s %,9.1f us, 99 of 100 %,9.1f us%n",
                        Duration.between(start, Instant.now()).toSeconds(),
                        round + 1,
                        cell,
                        pace.perSecond(),
                        pace.p50Micros(),
                        pace.p99Micros());
                out.flush();
            }
        }
        return figures;
    }

    /** The one in memory is a new one for each cell: what it remembers would be too much for a heap. */
    private Load load(Map<Side, Load> loads, Cell cell) {
        return cell.side() == Side.MEMORY ? new Load(open(Side.MEMORY)) : requireNonNull(loads.get(cell.side()));
    }
}

package io.countersign.benchmarks.claims;

import io.countersign.benchmarks.report.Goal;
import io.countersign.benchmarks.report.Machine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as it is kept.
 *
 * @param quick whether it was a quick one, whose figures are not for showing
 * @param started when it began
 * @param machine where it took place
 * @param loadBefore the machine's load before it began
 * @param plan how much was measured
 * @param memoryNanos a new claim in memory on one thread
 * @param cells what was measured
 * @param roundTrips how often calls wait for a server
 * @param sizes bytes of remembered ids
 * @param goals what was promised
 */
public record ClaimsReport(
        boolean quick,
        Instant started,
        Machine machine,
        double loadBefore,
        ClaimPlan plan,
        OptionalDouble memoryNanos,
        List<Measured> cells,
        List<RoundTrips> roundTrips,
        List<IdSize> sizes,
        List<Goal> goals) {

    /**
     * A cell and its paces.
     *
     * @param cell what was measured
     * @param rounds every round
     */
    public record Measured(Cell cell, List<Pace> rounds) {}

    static List<Measured> cells(ClaimFigures figures) {
        return figures.cells().stream()
                .map(cell -> new Measured(cell, figures.paces(cell)))
                .toList();
    }

    void write(Path file) {
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file, this);
    }
}

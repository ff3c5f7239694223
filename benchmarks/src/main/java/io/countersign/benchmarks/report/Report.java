package io.countersign.benchmarks.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as it is kept.
 *
 * @param quick whether it was a quick one, whose figures are not for showing
 * @param started when it began
 * @param machine where it took place
 * @param loadBefore the machine's load before it began, and
 * @param loadAfter when it ended: what is much above two threads was somebody else
 * @param rounds how many there were
 * @param fork how long each fork ran
 * @param rows what was measured
 * @param goals what was promised
 */
public record Report(
        boolean quick,
        Instant started,
        Machine machine,
        double loadBefore,
        double loadAfter,
        int rounds,
        Length fork,
        List<Measured> rows,
        List<Goal> goals) {

    /**
     * A row and its figures.
     *
     * @param row what was measured
     * @param median of its forks
     * @param forks every fork, in the order of the rounds
     */
    public record Measured(Row row, Sample median, List<Sample> forks) {}

    static List<Measured> rows(Figures figures) {
        return figures.rows().stream()
                .map(row -> new Measured(row, figures.median(row), figures.samples(row)))
                .toList();
    }

    void write(Path file) {
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file, this);
    }
}

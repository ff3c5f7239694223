package io.countersign.benchmarks.http;

import io.countersign.benchmarks.report.Goal;
import io.countersign.benchmarks.report.Machine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as it is kept.
 *
 * @param quick whether it was a quick one, whose figures are not for showing
 * @param started when it began
 * @param machine where it took place
 * @param loadBefore the machine's load before it began
 * @param bodyBytes the size of every body
 * @param bursts what was measured
 * @param slowSenders what servers did while many slow senders were at it
 * @param goals what was promised
 */
public record HttpReport(
        boolean quick,
        Instant started,
        Machine machine,
        double loadBefore,
        int bodyBytes,
        List<Bursts> bursts,
        List<SlowRow> slowSenders,
        List<Goal> goals) {

    /**
     * A server and what stands before its handler.
     *
     * @param server the server
     * @param handler what stands before its handler
     * @param rounds every round
     */
    public record Bursts(String server, String handler, List<Shot> rounds) {}

    static List<Bursts> bursts(HttpFigures figures) {
        return Stream.of(Front.values())
                .flatMap(front -> Stream.of(Variant.values())
                        .map(variant -> new Bursts(front.label, variant.label, figures.of(front, variant))))
                .filter(bursts -> !bursts.rounds().isEmpty())
                .toList();
    }

    void write(Path file) {
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file, this);
    }
}

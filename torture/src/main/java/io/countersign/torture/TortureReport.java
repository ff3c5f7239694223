package io.countersign.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The details of a run, for whoever wants to know more than the goals. */
final class TortureReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private TortureReport() {}

    static void write(Path file, long seed, List<TortureResult> results) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        List<Map<String, Object>> stores =
                results.stream().map(TortureReport::of).toList();
        JSON.writeValue(
                file.toFile(),
                Map.of(
                        "seed",
                        seed,
                        "java",
                        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                        "stores",
                        stores));
    }

    private static Map<String, Object> of(TortureResult result) {
        return Map.of(
                "store", result.store().word(),
                "deliveries", result.deliveries(),
                "requests", result.requests(),
                "nodes", result.plan().nodes(),
                "faults", result.plan().faults().stream().map(Object::toString).toList(),
                "killedAt", result.killedAt(),
                "killedElsewhere", result.killedElsewhere(),
                "seconds", result.took().toSeconds(),
                "verdict", result.verdict());
    }
}

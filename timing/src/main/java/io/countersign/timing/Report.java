package io.countersign.timing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was measured: a line per goal, and the details in a file. Confined to one thread. */
final class Report {
    private final List<String> goals = new ArrayList<>();
    private final List<Map<String, Object>> details = new ArrayList<>();
    private boolean allMet = true;

    void add(Experiment experiment, CroppedTests tests) {
        double worst = tests.worst();
        boolean met = experiment.isMet(worst);
        allMet &= met;
        if (experiment.expected() != Experiment.Expected.EITHER) {
            goals.add(String.format(
                    Locale.ROOT,
                    "goal timing-%s measured %.2f bound %.1f %s",
                    experiment.name(),
                    worst,
                    experiment.bound(),
                    met ? "ok" : "short"));
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("name", experiment.name());
        detail.put("question", experiment.question());
        detail.put("expected", experiment.expected());
        detail.put("bound", experiment.bound());
        detail.put("met", met);
        detail.put("worstAbsoluteT", worst);
        detail.put("samples", List.of(tests.whole().count(0), tests.whole().count(1)));
        detail.put(
                "meanNanosOfBatch", List.of(tests.whole().mean(0), tests.whole().mean(1)));
        detail.put("tOfCrops", tests.ts());
        details.add(detail);
    }

    List<String> goals() {
        return goals;
    }

    boolean isAllMet() {
        return allMet;
    }

    void write(Path file, long seed, long samples) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("seed", seed);
        report.put("samples", samples);
        report.put("batch", Subject.BATCH);
        for (String property :
                List.of("java.vm.vendor", "java.vm.name", "java.runtime.version", "os.name", "os.arch")) {
            report.put(property, System.getProperty(property));
        }
        report.put("processors", Runtime.getRuntime().availableProcessors());
        report.put("experiments", details);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsBytes(report));
    }
}

package io.countersign.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A file for each subject's last run, and a table of all of them: several invocations add up. */
final class Reports {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String HEAD = "| subject | seed | nodes | deliveries | requests | kills | lost"
            + " | done twice, with a reason | without | seconds |\n"
            + "|---|---|---|---|---|---|---|---|---|---|\n";

    private final Path directory;

    Reports(Path directory) {
        this.directory = directory;
    }

    /** Keeps what became of a subject, in place of what became of it before, and writes the table. */
    void add(SubjectReport report) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(file(report.subject()), JSON.writeValueAsString(report) + "\n");
        Files.writeString(table(), HEAD + String.join("\n", rows()) + "\n");
    }

    /** Where the table is. */
    Path table() {
        return directory.resolve("report.md");
    }

    private List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            if (Files.exists(file(subject))) {
                rows.add(JSON.readValue(Files.readString(file(subject)), SubjectReport.class)
                        .row());
            }
        }
        return rows;
    }

    private Path file(Subject subject) {
        return directory.resolve(subject.word() + ".json");
    }
}

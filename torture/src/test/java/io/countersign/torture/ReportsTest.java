package io.countersign.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.torture.node.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    private Path directory;

    private static SubjectReport of(Subject subject, long seed) {
        return new SubjectReport(
                subject,
                seed,
                "a JVM",
                3,
                10_000,
                12_345,
                200,
                Map.of(Failpoint.AFTER_CLAIM, 200),
                List.of("Pause[]"),
                600,
                new Verdict(List.of(), 7, List.of("INC-3")));
    }

    private List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(new Reports(directory).table());
        return lines.subList(2, lines.size());
    }

    @Test
    void subjects_ofSeveralInvocations_addUpInTheirOwnOrder() throws Exception {
        new Reports(directory).add(of(Subject.REDIS, 7));
        new Reports(directory).add(of(Subject.SQLITE, 7));

        assertThat(rows())
                .containsExactly(
                        "| sqlite | 7 | 3 | 10,000 | 12,345 | 200 | 0 | 7 | 1 | 600 |",
                        "| redis | 7 | 3 | 10,000 | 12,345 | 200 | 0 | 7 | 1 | 600 |");
    }

    @Test
    void subject_torturedAgain_hasItsLastRunInTheTable() throws Exception {
        new Reports(directory).add(of(Subject.REDIS, 7));
        new Reports(directory).add(of(Subject.REDIS, 8));

        assertThat(rows()).containsExactly("| redis | 8 | 3 | 10,000 | 12,345 | 200 | 0 | 7 | 1 | 600 |");
    }
}

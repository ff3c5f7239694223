package io.countersign.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The chart that the README shows: a copy of the last full run's. */
public final class Publication {
    /** The name of what a full run leaves. */
    static final String NAME = "verify";

    private Publication() {}

    /**
     * Copies the chart of the last full run in {@code directory} to {@code image}.
     *
     * @throws IllegalStateException where there is none
     */
    public static void publish(Path directory, Path image) throws IOException {
        Path chart = directory.resolve(NAME + ".png");
        if (!Files.isRegularFile(chart)) {
            throw new IllegalStateException(
                    "there is no " + chart + "; run bin/benchmark verify without --quick first");
        }
        Files.createDirectories(image.toAbsolutePath().getParent());
        Files.copy(chart, image, StandardCopyOption.REPLACE_EXISTING);
    }
}

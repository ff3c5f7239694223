package io.countersign.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the README and the documentation show: copies of what the last full runs left. Stateless. */
public final class Publication {
    /** The name of what a full run of {@code verify} leaves. */
    static final String NAME = "verify";

    /** The name of what a full run of {@code claims} leaves. */
    public static final String CLAIMS = "claims";

    /** The name of what a full run of {@code http} leaves. */
    public static final String HTTP = "http";

    /** What the second chart of a run of {@code claims} has behind its name. */
    public static final String BYTES = "-bytes";

    private static final String BEGIN = "<!-- figures of %s: bin/benchmark --publish writes them -->\n";
    private static final String END = "<!-- end of the figures of %s -->";

    private Publication() {}

    /**
     * Copies the charts of the last full runs in {@code directory} to {@code image} and beside it, and the figures that are
     * tables into {@code page}.
     *
     * @return the files that are new
     * @throws IllegalStateException where there is nothing, or no place for the figures in the page
     */
    public static List<Path> publish(Path directory, Path image, Path page) throws IOException {
        Map<Path, Path> charts = Map.of(
                directory.resolve(NAME + ".png"), image,
                directory.resolve(CLAIMS + ".png"), image.resolveSibling(CLAIMS + ".png"),
                directory.resolve(CLAIMS + BYTES + ".png"), image.resolveSibling(CLAIMS + BYTES + ".png"),
                directory.resolve(HTTP + ".png"), image.resolveSibling(HTTP + ".png"));
        List<Path> published = new ArrayList<>();
        for (Map.Entry<Path, Path> chart : charts.entrySet()) {
            if (Files.isRegularFile(chart.getKey())) {
                Files.createDirectories(image.toAbsolutePath().getParent());
                Files.copy(chart.getKey(), chart.getValue(), StandardCopyOption.REPLACE_EXISTING);
                published.add(chart.getValue());
            }
        }
        if (published.isEmpty()) {
            throw new IllegalStateException("there is no " + directory.resolve(NAME + ".png")
                    + "; run bin/benchmark verify without --quick first");
        }
        for (String run : List.of(CLAIMS, HTTP)) {
            Path figures = directory.resolve(run + ".md");
            if (Files.isRegularFile(figures)) {
                Files.writeString(page, withFigures(Files.readString(page), Files.readString(figures), run, page));
                published.add(page);
            }
        }
        return published;
    }

    private static String withFigures(String page, String figures, String run, Path name) {
        String first = BEGIN.formatted(run);
        String last = END.formatted(run);
        int begin = page.indexOf(first);
        int end = page.indexOf(last);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(name + " has no place for the figures of " + run + ": the lines \""
                    + first.strip() + "\" and \"" + last + "\"");
        }
        return page.substring(0, begin + first.length()) + "\n" + figures.strip() + "\n\n" + page.substring(end);
    }
}

package io.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The documents say what is there: examples are regions of compiled code, links lead somewhere. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void example_isTheCompiledOne() throws IOException {
        String example = Files.readString(Path.of("src/test/java/io/countersign/verification/ReadmeExample.java"));
        String region = example.substring(
                        example.indexOf("// region readme\n") + "// region readme\n".length(),
                        example.indexOf("        // endregion"))
                .stripTrailing()
                .stripIndent();

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + region + "\n```");
        assertThat(region.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(12);
    }

    @TestFactory
    Stream<DynamicTest> links_leadToFiles() throws IOException {
        Pattern link = Pattern.compile("]\\((?!https?://|#)([^)#\\s]+)");
        List<Path> documents;
        try (Stream<Path> files = Stream.concat(Files.list(ROOT), Files.walk(ROOT.resolve("docs")))) {
            documents = files.filter(path -> path.toString().endsWith(".md")).toList();
        }
        assertThat(documents).hasSizeGreaterThan(8);
        return documents.stream()
                .map(document -> DynamicTest.dynamicTest(document.toString(), () -> {
                    Matcher links = link.matcher(Files.readString(document));
                    while (links.find()) {
                        assertThat(document.resolveSibling(links.group(1))).exists();
                    }
                }));
    }
}

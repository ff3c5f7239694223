package io.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of abuse cases holds every case once, and the tests that it names are there. */
class AbuseCasesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TABLE = ROOT.resolve("docs/security/abuse-cases.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern ANNOTATION =
            Pattern.compile("@(Test|ParameterizedTest|TestFactory|Property|Example)\\b");
    private static final String NOT_APPLICABLE = "Does not apply: ";

    /** One row: its number, what is answered, the tests. */
    private record Row(int number, String answer, String tests) {}

    private static List<Row> rows() throws IOException {
        Pattern row = Pattern.compile("\\| (\\d+) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|");
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                rows.add(new Row(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
            }
        }
        return rows;
    }

    @Test
    void table_holdsItsCasesOnceEach() throws IOException {
        assertThat(rows())
                .extracting(Row::number)
                .containsExactlyElementsOf(Stream.of(
                                IntStream.rangeClosed(1, 81),
                                IntStream.of(90),
                                IntStream.rangeClosed(95, 102),
                                IntStream.rangeClosed(118, 121))
                        .flatMap(IntStream::boxed)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> case_namesTestsThatExistOrSaysWhyItDoesNotApply() throws IOException {
        Map<String, String> sources = sources();
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest("case " + row.number(), () -> {
                    List<String> tests = new ArrayList<>();
                    Matcher test = TEST.matcher(row.tests());
                    while (test.find()) {
                        tests.add(test.group());
                        assertThat(sources).as(test.group()).containsKey(test.group(1));
                        assertThat(declares(sources.get(test.group(1)), test.group(2)))
                                .as("%s is a test", test.group())
                                .isTrue();
                    }
                    assertThat(String.join(", ", tests)).isEqualTo(tests.isEmpty() ? "" : row.tests());
                    assertThat(row.answer().startsWith(NOT_APPLICABLE)).isEqualTo(tests.isEmpty());
                }));
    }

    /** A method of that name whose annotations, after the blank line before it, make it a test. */
    private static boolean declares(String source, String method) {
        int at = source.indexOf(" " + method + "(");
        return at >= 0
                && ANNOTATION
                        .matcher(source.substring(source.lastIndexOf("\n\n", at), at))
                        .find();
    }

    /** The sources of the tests, and of the testkit's contract, by the names of their classes. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(AbuseCasesTest::mayHoldTests).toList()) {
                String name = file.getFileName().toString();
                // Two modules may have a class of one name.
                sources.merge(
                        name.substring(0, name.length() - ".java".length()), Files.readString(file), String::concat);
            }
        }
        assertThat(sources).hasSizeGreaterThan(50);
        return sources;
    }

    private static boolean mayHoldTests(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java")
                && !path.contains("/target/")
                && (path.contains("/src/test/") || path.contains("/testkit/contract/"));
    }
}

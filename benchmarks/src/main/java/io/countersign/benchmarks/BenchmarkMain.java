package io.countersign.benchmarks;

import io.countersign.benchmarks.claims.ClaimsRun;
import io.countersign.benchmarks.http.HttpRun;
import io.countersign.benchmarks.report.Publication;
import io.countersign.benchmarks.report.VerifyRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/**
 * The command line of the benchmarks.
 *
 * <p>Thread rule: confined to one thread.
 */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        version = "Countersign benchmarks, commit ${sys:countersign.commit:-unknown}",
        sortOptions = false,
        description = {
            "Measures how fast Countersign is, and its peers in the same run.",
            "",
            "The last lines say for each goal what was measured and whether it is met.",
            ""
        },
        footer = {"", "Exit codes: 0 every goal is met; 1 one is short, or the run failed; 2 wrong usage."})
public final class BenchmarkMain implements Callable<Integer> {
    /** What bin/benchmark needed before it came here. */
    private static final Duration BUILDING = Duration.ofSeconds(Integer.getInteger("countersign.building", 0));

    private static final String SUBJECTS = "verify, claims, http";
    private static final Set<String> KNOWN = Set.of("verify", "claims", "http");
    private static final Set<String> NOT_YET = Set.of("relay");

    @Parameters(
            arity = "0..1",
            paramLabel = "verify|claims|http|relay",
            description = "What to measure; default all there is. So far: " + SUBJECTS + ".")
    private @Nullable String subject;

    @Option(names = "--quick", description = "Within three minutes: shows the direction, not figures to publish.")
    private boolean quick;

    @Option(
            names = "--publish",
            description =
                    "Measure nothing; make the charts and figures of the last full runs those that README and docs show.")
    private boolean publish;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/proof/benchmark",
            description = "Where reports and charts go; default ${DEFAULT-VALUE}.")
    private Path out = Path.of("target/proof/benchmark");

    @Option(names = "--image", paramLabel = "FILE", defaultValue = "docs/images/benchmark.png", hidden = true)
    private Path image = Path.of("docs/images/benchmark.png");

    @Option(names = "--page", paramLabel = "FILE", defaultValue = "docs/benchmarks.md", hidden = true)
    private Path page = Path.of("docs/benchmarks.md");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchmarkMain()).execute(args));
    }

    @Override
    public Integer call() {
        if (subject != null && !KNOWN.contains(subject)) {
            throw wrongUsage(
                    NOT_YET.contains(subject)
                            ? "\"" + subject + "\" cannot be measured yet; so far there are: " + SUBJECTS
                            : "\"" + subject + "\" is unknown; there are: " + SUBJECTS);
        }
        if (publish && (quick || subject != null)) {
            throw wrongUsage("--publish measures nothing; give it alone, after a full run");
        }
        try {
            if (publish) {
                Publication.publish(out, image, page)
                        .forEach(file -> console().println("benchmark: " + file + " now shows the last full run"));
                return ExitCode.OK;
            }
            return measure() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IllegalStateException e) {
            return failed(e.getMessage());
        } catch (IOException | JacksonException e) {
            return failed("cannot write a file (" + e + "); choose another directory with --out");
        }
    }

    /** Whether every goal of what was asked for is met. */
    private boolean measure() throws IOException {
        boolean isMet = true;
        if (isAskedFor("verify")) {
            isMet = new VerifyRun(quick, BUILDING, out, jdkHomes()).run(console());
        }
        if (isAskedFor("claims")) {
            isMet &= new ClaimsRun(quick, out, console()).run();
        }
        if (isAskedFor("http")) {
            isMet &= new HttpRun(quick, out, console(), jdkHomes()).run();
        }
        return isMet;
    }

    private boolean isAskedFor(String candidate) {
        return subject == null || subject.equals(candidate);
    }

    private int failed(@Nullable String why) {
        spec.commandLine().getErr().println("benchmark: " + why);
        return ExitCode.SOFTWARE;
    }

    private PrintWriter console() {
        return spec.commandLine().getOut();
    }

    private ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The one that JAVA_HOME_25 names, then what stands in the usual folder. */
    private static Stream<Path> jdkHomes() throws IOException {
        @Nullable String named = System.getenv("JAVA_HOME_25");
        Path usual = Path.of("/usr/lib/jvm");
        Stream<Path> found = Stream.empty();
        if (Files.isDirectory(usual)) {
            try (Stream<Path> homes = Files.list(usual)) {
                found = homes.sorted().toList().stream();
            }
        }
        return Stream.concat(named == null ? Stream.empty() : Stream.of(Path.of(named)), found);
    }
}

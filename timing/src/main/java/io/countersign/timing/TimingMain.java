package io.countersign.timing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/timing}. */
@Command(
        name = "bin/timing",
        mixinStandardHelpOptions = true,
        versionProvider = TimingMain.Version.class,
        description = "Measures whether the time that verification takes tells anything about a signature or a secret:"
                + " Welch's t over millions of samples of two classes, after dudect.")
public final class TimingMain implements Callable<Integer> {
    private static final long FULL = 10_000_000;
    private static final long QUICK = 500_000;
    private static final long LEAST = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "half a million samples of each pair instead of ten million")
    private boolean quick;

    @Option(names = "--samples", paramLabel = "N", description = "so many samples of each pair")
    private @Nullable Long samples;

    @Option(names = "--seed", paramLabel = "N", description = "the seed of an earlier run, for the same inputs")
    private @Nullable Long seed;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "one pair only, by the name of its goal without timing-")
    private @Nullable String only;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "where the details go (default: ${DEFAULT-VALUE})",
            defaultValue = "target/proof/timing/timing.json")
    private Path report = Path.of("target/proof/timing/timing.json");

    /** Runs the command line and exits with 0 if every goal was met, 1 if one is short, 2 for wrong usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new TimingMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        long used = seed != null ? seed : System.nanoTime();
        long count = samples != null ? samples : quick ? QUICK : FULL;
        if (count < LEAST) {
            throw new ParameterException(spec.commandLine(), "--samples is " + count + "; give at least " + LEAST);
        }
        SplittableRandom random = new SplittableRandom(used);
        List<Experiment> experiments = chosen(Experiment.all(random.split()));
        Stopwatch stopwatch = new Stopwatch(random.nextLong());
        System.err.println("seed " + used + ", " + count + " samples of each pair; warming up ...");
        experiments.forEach(experiment -> stopwatch.warmUp(experiment.subject()));
        Report result = new Report();
        for (Experiment experiment : experiments) {
            long start = System.nanoTime();
            CroppedTests tests = stopwatch.time(experiment.subject(), count);
            result.add(experiment, tests);
            System.err.printf(
                    Locale.ROOT,
                    "%4d s  |t| %.2f  %s: %s%n",
                    (System.nanoTime() - start) / 1_000_000_000,
                    tests.worst(),
                    experiment.name(),
                    experiment.question());
        }
        result.write(report, used, count);
        System.err.println("details in " + report + "; checksum " + stopwatch.sink());
        result.goals().forEach(System.out::println);
        return result.isAllMet() ? 0 : 1;
    }

    private List<Experiment> chosen(List<Experiment> all) {
        if (only == null) {
            return all;
        }
        List<Experiment> one = all.stream()
                .filter(experiment -> experiment.name().equals(only))
                .toList();
        if (one.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--only " + only + " is none of "
                            + String.join(
                                    ", ", all.stream().map(Experiment::name).toList()));
        }
        return one;
    }

    /** The version of the project. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = TimingMain.class.getPackage().getImplementationVersion();
            return new String[] {"countersign " + (version == null ? "(not packaged)" : version)};
        }
    }
}

package io.countersign.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code bin/torture}. */
@Command(
        name = "bin/torture",
        mixinStandardHelpOptions = true,
        versionProvider = TortureMain.Version.class,
        description =
                "Kills, pauses and cuts off receivers and their store while senders deliver, and counts what was lost"
                        + " or done twice. Lost must be 0.")
public final class TortureMain implements Callable<Integer> {
    private static final int DELIVERIES = 10_000;
    private static final int KILLS = 200;
    private static final int QUICK_DELIVERIES = 600;
    private static final int QUICK_KILLS = 10;

    @Parameters(
            paramLabel = "SUBJECT",
            arity = "0..*",
            converter = SubjectWord.class,
            description =
                    "a store; a store in whose transactions the effects are, such as postgresql-in-transaction; or what"
                            + " others would use instead, such as camel-redis; default all that is ours")
    private List<Subject> subjects = new ArrayList<>();

    @Option(names = "--quick", description = "600 deliveries and 10 kills for each subject instead of 10,000 and 200")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "the seed of an earlier run, for the same faults")
    private @Nullable Long seed;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "where ledgers, logs and reports go, those of quick runs in a folder of their own; what is there of other"
                            + " subjects stays (default: ${DEFAULT-VALUE})",
            defaultValue = "target/proof/torture")
    private Path directory = Path.of("target/proof/torture");

    /** Runs the command line and exits with 0 if every goal was met, 1 if one is short, 2 for wrong usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new TortureMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        long used = seed != null ? seed : System.nanoTime();
        System.err.println("seed " + used);
        Reports reports = new Reports(directory());
        List<TortureResult> results = new ArrayList<>();
        for (Subject subject : subjects.isEmpty() ? Subject.ours() : subjects) {
            TortureResult result = torture(subject, new Random(used));
            print(result);
            reports.add(SubjectReport.of(result, used));
            results.add(result);
        }
        System.err.println("details in " + directory() + ", a table in " + reports.table());
        results.forEach(result -> result.lines().forEach(System.out::println));
        return results.stream().allMatch(TortureResult::isMet) ? 0 : 1;
    }

    /** A quick run is not to take the place of a long one. */
    private Path directory() {
        return quick ? directory.resolve("quick") : directory;
    }

    private static void print(TortureResult result) {
        System.err.println(result.summary());
        if (!result.isMet()) {
            result.verdict().lost().forEach(lost -> System.err.println("  lost: " + lost));
            result.verdict().doubledWithoutReason().forEach(twice -> System.err.println("  done twice: " + twice));
        }
    }

    private TortureResult torture(Subject subject, Random random) throws Exception {
        Plan plan = Plan.of(subject, quick ? QUICK_DELIVERIES : DELIVERIES, quick ? QUICK_KILLS : KILLS, random);
        long start = System.nanoTime();
        return new TortureRun(subject, plan, directory().resolve(subject.word()), random)
                .run((faults, of, fleet) -> System.err.printf(
                        Locale.ROOT,
                        "%s: %d s, %d of %d faults, %d of %d deliveries accepted%n",
                        subject.word(),
                        Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                        faults,
                        of,
                        fleet.acknowledged().size(),
                        fleet.setOut()));
    }

    /** The words for subjects. */
    static final class SubjectWord implements ITypeConverter<Subject> {
        @Override
        public Subject convert(String word) {
            return Arrays.stream(Subject.values())
                    .filter(subject -> subject.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no \"" + word + "\" to torture; there are "
                            + Arrays.stream(Subject.values()).map(Subject::word).toList()));
        }
    }

    /** The version of the build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = TortureMain.class.getPackage().getImplementationVersion();
            return new String[] {"bin/torture " + (version == null ? "(built from source)" : version)};
        }
    }
}

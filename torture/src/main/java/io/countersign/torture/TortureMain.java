package io.countersign.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            paramLabel = "STORE",
            arity = "0..*",
            converter = StoreWord.class,
            description = "which stores; default all of them")
    private List<StoreKind> stores = new ArrayList<>();

    @Option(names = "--quick", description = "600 deliveries and 10 kills for each store instead of 10,000 and 200")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "the seed of an earlier run, for the same faults")
    private @Nullable Long seed;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "where ledgers, logs and the report go (default: ${DEFAULT-VALUE})",
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
        List<TortureResult> results = new ArrayList<>();
        for (StoreKind store : stores.isEmpty() ? List.of(StoreKind.values()) : stores) {
            TortureResult result = torture(store, new Random(used));
            System.err.println(result.summary());
            result.verdict().lost().forEach(lost -> System.err.println("  lost: " + lost));
            result.verdict().doubledWithoutReason().forEach(twice -> System.err.println("  done twice: " + twice));
            results.add(result);
        }
        Path report = directory.resolve("report.json");
        TortureReport.write(report, used, results);
        System.err.println("details in " + report);
        results.forEach(result -> result.goals().forEach(System.out::println));
        return results.stream().allMatch(TortureResult::isMet) ? 0 : 1;
    }

    private TortureResult torture(StoreKind store, Random random) throws Exception {
        Path ofThisRun = emptied(directory.resolve(store.word()).toAbsolutePath());
        Plan plan = Plan.of(
                quick ? QUICK_DELIVERIES : DELIVERIES,
                quick ? QUICK_KILLS : KILLS,
                store.isShared(),
                store.hasServer(),
                random);
        return new TortureRun(store, plan, ofThisRun, random)
                .run((faults, of, fleet) -> System.err.printf(
                        Locale.ROOT,
                        "%s: %d of %d faults, %d of %d deliveries accepted%n",
                        store.word(),
                        faults,
                        of,
                        fleet.acknowledged().size(),
                        fleet.setOut()));
    }

    private static Path emptied(Path run) throws IOException {
        if (Files.exists(run)) {
            try (var files = Files.walk(run)) {
                for (Path file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(run);
    }

    /** The words for stores, in lower case. */
    static final class StoreWord implements ITypeConverter<StoreKind> {
        @Override
        public StoreKind convert(String word) {
            return Arrays.stream(StoreKind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no store \"" + word + "\"; there are "
                            + Arrays.stream(StoreKind.values())
                                    .map(StoreKind::word)
                                    .toList()));
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

package io.countersign.benchmarks.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures a row in a JVM of its own. */
final class Forks {
    private static final String PACKAGE = "io.countersign.benchmarks.verify.";
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final Length length;
    private final Optional<Path> javaForVirtualThreads;

    Forks(Length length, Optional<Path> javaForVirtualThreads) {
        this.length = length;
        this.javaForVirtualThreads = javaForVirtualThreads;
    }

    /** Whether this machine has what the row needs. */
    boolean canRun(Row row) {
        return !row.virtual() || javaForVirtualThreads.isPresent();
    }

    Sample run(Row row) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(PACKAGE + row.benchmark()) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .threads(row.threads())
                .forks(1)
                .warmupIterations(length.warmUps())
                .warmupTime(TimeValue.milliseconds(length.warmUp().toMillis()))
                .measurementIterations(length.iterations())
                .measurementTime(TimeValue.milliseconds(length.iteration().toMillis()))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        row.parameters().forEach(options::param);
        if (row.virtual()) {
            options.jvm(javaForVirtualThreads.orElseThrow().toString()).jvmArgsAppend("-Djmh.executor=VIRTUAL");
        }
        return sample(new Runner(options.build()).runSingle());
    }

    /** Other work on the machine only ever adds, so the least of the iterations is nearest to the truth. */
    private static Sample sample(RunResult result) {
        return new Sample(
                least(result, iteration -> iteration.getPrimaryResult().getScore()), least(result, Forks::allocated));
    }

    private static double allocated(IterationResult iteration) {
        return requireNonNull(iteration.getSecondaryResults().get(ALLOCATION), ALLOCATION)
                .getScore();
    }

    private static double least(RunResult result, ToDoubleFunction<IterationResult> figure) {
        return result.getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream)
                .mapToDouble(figure)
                .min()
                .orElseThrow();
    }
}

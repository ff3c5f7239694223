package io.countersign.benchmarks.report;

import static java.util.Objects.requireNonNull;

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
final class Forks implements Meter {
    private static final String PACKAGE = "io.countersign.benchmarks.verify.";
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final Length length;
    private final Optional<VirtualThreads> virtualThreads;

    Forks(Length length, Optional<VirtualThreads> virtualThreads) {
        this.length = length;
        this.virtualThreads = virtualThreads;
    }

    @Override
    public boolean canMeasure(Row row) {
        return !row.virtual() || virtualThreads.isPresent();
    }

    @Override
    public Sample measure(Row row) {
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
                .addProfiler(CpuTimeProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        row.parameters().forEach(options::param);
        if (row.virtual()) {
            VirtualThreads jdk = virtualThreads.orElseThrow();
            options.jvm(jdk.java().toString()).jvmArgsPrepend(jdk.jvmArguments().toArray(String[]::new));
        }
        try {
            return sample(new Runner(options.build()).runSingle());
        } catch (RunnerException | RuntimeException e) {
            throw new IllegalStateException(row + " did not run: " + e, e);
        }
    }

    private static Sample sample(RunResult result) {
        return new Sample(
                least(result, iteration -> secondary(iteration, CpuTimeProfiler.RESULT)),
                least(result, iteration -> iteration.getPrimaryResult().getScore()),
                least(result, iteration -> secondary(iteration, ALLOCATION)));
    }

    private static double secondary(IterationResult iteration, String name) {
        return requireNonNull(iteration.getSecondaryResults().get(name), name).getScore();
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

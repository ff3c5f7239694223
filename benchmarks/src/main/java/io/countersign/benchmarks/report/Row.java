package io.countersign.benchmarks.report;

import java.util.Map;

/**
 * One thing that is measured.
 *
 * @param benchmark class and method, without the package
 * @param parameters JMH's parameters
 * @param threads how many threads run it at the same time
 * @param virtual whether they are virtual
 */
public record Row(String benchmark, Map<String, String> parameters, int threads, boolean virtual) {
    static Row of(String benchmark) {
        return new Row(benchmark, Map.of(), 1, false);
    }

    static Row of(String benchmark, int bytes) {
        return new Row(benchmark, Map.of("bytes", Integer.toString(bytes)), 1, false);
    }

    Row with(String parameter, String value) {
        return new Row(benchmark, Map.of(parameter, value), threads, virtual);
    }

    Row threads(int count, boolean areVirtual) {
        return new Row(benchmark, parameters, count, areVirtual);
    }

    /** Whether one platform thread runs it: then its processor time says it all. */
    boolean isAlone() {
        return threads == 1 && !virtual;
    }

    /** For the progress of a run. */
    @Override
    public String toString() {
        return benchmark
                + (parameters.isEmpty() ? "" : " " + String.join(" ", parameters.values()))
                + (isAlone() ? "" : ", " + threads + (virtual ? " virtual" : "") + " threads");
    }
}

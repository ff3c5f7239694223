package io.countersign.benchmarks.report;

/** Measures one row once. */
interface Meter {
    /** Whether this machine has what the row needs. */
    boolean canMeasure(Row row);

    /**
     * What it showed.
     *
     * @throws IllegalStateException where the row does not run; its message says why
     */
    Sample measure(Row row);
}

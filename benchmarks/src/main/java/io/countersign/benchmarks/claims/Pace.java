package io.countersign.benchmarks.claims;

/**
 * How fast one operation went for a while.
 *
 * @param perSecond operations of all threads together
 * @param p50Micros half of them took at most so many microseconds
 * @param p99Micros 99 of 100 took at most so many
 * @param calls how many there were
 */
public record Pace(double perSecond, double p50Micros, double p99Micros, long calls) {}

package io.countersign.benchmarks.report;

/**
 * What one fork showed of one operation: the least of its iterations, since other work on the machine only ever adds.
 *
 * @param cpuNanos the processor time on its thread; zero for virtual threads
 * @param wallNanos the time by the clock, on one thread of those that ran
 * @param bytes what was allocated
 */
public record Sample(double cpuNanos, double wallNanos, double bytes) {}

package io.countersign.benchmarks.report;

/**
 * What one fork showed.
 *
 * @param nanos the time of one operation on one thread, in its fastest iteration
 * @param bytes what one operation allocated, in its thriftiest iteration
 */
public record Sample(double nanos, double bytes) {}

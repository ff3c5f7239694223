package io.countersign.benchmarks.http;

/**
 * What one burst came to.
 *
 * @param perSecond requests answered in a second
 * @param p50Micros half of them within this time
 * @param p99Micros 99 of 100 within this time
 * @param serverMicros processor time that the server took for each
 */
public record Shot(double perSecond, double p50Micros, double p99Micros, double serverMicros) {}

package io.countersign.benchmarks.http;

/**
 * What a server did while many slow senders were at it.
 *
 * @param server the server, and its threads
 * @param open connections that were open at the end
 * @param refused connections that the server had ended
 * @param deliveries authentic deliveries that were sent meanwhile
 * @param handled how many of them were handled
 * @param p50Millis half of their answers came within this time
 * @param p99Millis 99 of 100 came within this time
 * @param heldMillis how long a slow sender kept the receiver waiting, at most
 */
public record SlowRow(
        String server,
        int open,
        int refused,
        int deliveries,
        long handled,
        double p50Millis,
        double p99Millis,
        long heldMillis) {}

package io.countersign.spring.autoconfigure;

import io.countersign.DeliveryReport;
import io.countersign.Outcome;
import io.countersign.ReceiverListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts for each endpoint what was turned away since anything was let in.
 *
 * <p>Let in is what was authentic and readable, whatever became of it then. Turned away is what the sender is told not to send
 * again. Neither counts what says nothing of the two: a handshake, another method, a body that never came, a secret that is
 * missing here.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class DeliveryTally implements ReceiverListener {
    /** After a day without any, a delivery that is turned away begins another count: strangers come and go. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    /**
     * What is known of an endpoint.
     *
     * @param lastLetIn when a delivery was let in
     * @param turnedAway how many were turned away since then
     * @param firstTurnedAway when the first of those was
     * @param lastTurnedAway when the last of those was
     * @param why what the last of those was turned away for: a word of {@code RejectionReason} or {@code Outcome}
     */
    record Count(
            @Nullable Instant lastLetIn,
            long turnedAway,
            @Nullable Instant firstTurnedAway,
            @Nullable Instant lastTurnedAway,
            @Nullable String why) {
        private static final Count NONE = new Count(null, 0, null, null, null);

        private Count letIn(Instant now) {
            return new Count(now, 0, null, null, null);
        }

        private Count turnedAway(Instant now, String why) {
            boolean goesOn = firstTurnedAway != null
                    && lastTurnedAway != null
                    && !now.isAfter(lastTurnedAway.plus(FORGOTTEN_AFTER));
            return goesOn
                    ? new Count(lastLetIn, turnedAway + 1, firstTurnedAway, now, why)
                    : new Count(lastLetIn, 1, now, now, why);
        }

        private boolean isForgotten(Instant now) {
            return lastTurnedAway != null && now.isAfter(lastTurnedAway.plus(FORGOTTEN_AFTER));
        }

        /** For how long all deliveries have been turned away; empty where none was. */
        Optional<Duration> lasting(Instant now) {
            return firstTurnedAway == null || isForgotten(now)
                    ? Optional.empty()
                    : Optional.of(Duration.between(firstTurnedAway, now));
        }
    }

    private final InstantSource clock;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    DeliveryTally(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void answered(DeliveryReport report) {
        Instant now = clock.instant();
        if (isTurnedAway(report.outcome())) {
            String why = report.reason() == null
                    ? report.outcome().name()
                    : report.reason().name();
            counts.merge(
                    report.endpoint(), Count.NONE.turnedAway(now, why), (known, first) -> known.turnedAway(now, why));
        } else if (report.trust() != null) {
            counts.merge(report.endpoint(), Count.NONE.letIn(now), (known, first) -> first);
        }
    }

    private static boolean isTurnedAway(Outcome outcome) {
        return switch (outcome) {
            case NOT_AUTHENTIC, NOT_THE_PAYLOAD, TOO_LARGE, UNSUPPORTED_ENCODING -> true;
            default -> false;
        };
    }

    Count of(String endpoint) {
        return counts.getOrDefault(endpoint, Count.NONE);
    }
}

package io.countersign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How far this clock is ahead of the senders': the median over what they signed last, so that one slow retry or one replay says
 * nothing. Where it is off by more than a minute, what looks untimely may well be timely. Safe for concurrent use.
 */
final class ClockSkew {
    /** More than this is no delay on the way any more. */
    private static final Duration MOST = Duration.ofSeconds(60);

    private static final int KEPT = 15;
    private static final int ENOUGH = 3;

    /** What arrived longer ago, by this clock, was judged by a clock that may have been set since. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private record Sample(Instant signedAt, Instant receivedAt) {
        Duration skew() {
            return Duration.between(signedAt, receivedAt);
        }

        boolean isNear(Instant now) {
            return Duration.between(receivedAt, now).abs().compareTo(REMEMBERED) <= 0;
        }
    }

    private final Deque<Sample> last = new ArrayDeque<>(KEPT);
    private volatile long second = Long.MIN_VALUE;

    /** An authentic delivery came in time; one in a second is enough to know. */
    void timely(Instant signedAt, Instant receivedAt) {
        if (receivedAt.getEpochSecond() != second) {
            second = receivedAt.getEpochSecond();
            note(signedAt, receivedAt);
        }
    }

    /** An authentic delivery came too late or too early; one that is sent again and again counts once. */
    void untimely(Instant signedAt, Instant receivedAt) {
        note(signedAt, receivedAt);
    }

    /** Its first arrival counts: a replay must not make an old delivery out of a timely one. */
    private synchronized void note(Instant signedAt, Instant receivedAt) {
        last.removeIf(sample -> !sample.isNear(receivedAt));
        if (last.stream().anyMatch(sample -> sample.signedAt().equals(signedAt))) {
            return;
        }
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(new Sample(signedAt, receivedAt));
    }

    /** How far this clock is ahead, below zero where it is behind; empty where too few deliveries came lately. */
    Optional<Duration> at(Instant now) {
        List<Duration> skews = near(now).stream()
                .map(Sample::skew)
                .sorted(Comparator.naturalOrder())
                .toList();
        return skews.size() < ENOUGH ? Optional.empty() : Optional.of(skews.get(skews.size() / 2));
    }

    private synchronized List<Sample> near(Instant now) {
        return last.stream().filter(sample -> sample.isNear(now)).toList();
    }

    /** What is wrong where it is so far off that authentic deliveries look untimely; empty where it is not. */
    Optional<String> problem(Instant now) {
        return at(now).filter(skew -> skew.abs().compareTo(MOST) > 0)
                .map(skew ->
                        "this clock is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of")
                                + " those of the senders; set it, and keep it set (NTP)");
    }
}

package io.countersign.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * Looks for the changes with which a delivery matches: one, or two of different families. Bounded in attempts and in bytes, so
 * that no delivery can make it expensive. Confined to one thread.
 */
final class Search {
    /** In the order in which they are named where several would explain it: the commonest first. */
    private static final List<Change.Family> FAMILIES = List.of(
            new SecretChanges(),
            new BodyChanges(),
            new HeaderChanges(),
            new FormatChanges(),
            new TimeChanges(),
            new PresetChanges(),
            new PlaceChanges(),
            new ContentChanges(),
            new UrlChanges(),
            new JsonChanges());

    private static final int MAX_ATTEMPTS = 6000;
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    /** What an attempt costs beside its body. */
    private static final int OVERHEAD_BYTES = 1024;

    private int attempts;
    private long bytes;

    /** The fewest changes with which {@code attempt} matches; empty where none do. */
    List<Change> explain(Attempt attempt) {
        for (Change.Family family : FAMILIES) {
            Optional<Change> one = firstMatch(attempt, family);
            if (one.isPresent()) {
                return List.of(one.get());
            }
        }
        for (Change.Family family : FAMILIES) {
            // Made again rather than kept: they hold copies of the body.
            Optional<List<Change>> two = family.of(attempt)
                    .takeWhile(change -> isAffordable())
                    .flatMap(first -> secondMatch(first, family).stream())
                    .findFirst();
            if (two.isPresent()) {
                return two.get();
            }
        }
        return List.of();
    }

    private Optional<List<Change>> secondMatch(Change first, Change.Family family) {
        return FAMILIES.stream()
                .filter(other -> other != family)
                .flatMap(other -> firstMatch(first.attempt(), other).stream())
                .map(second -> List.of(first, second))
                .findFirst();
    }

    private Optional<Change> firstMatch(Attempt attempt, Change.Family family) {
        return family.of(attempt)
                .takeWhile(change -> isAffordable())
                .filter(this::matches)
                .findFirst();
    }

    private boolean isAffordable() {
        return attempts < MAX_ATTEMPTS && bytes < MAX_BYTES;
    }

    private boolean matches(Change change) {
        attempts++;
        bytes += OVERHEAD_BYTES + change.attempt().delivery().bodyLength();
        return switch (change.attempt().judge()) {
            case MATCHES -> true;
            case UNTIMELY -> change.cause() != Cause.TIMESTAMP_UNIT || TimeChanges.isPlausible(change.attempt());
            case DIFFERS -> false;
        };
    }
}

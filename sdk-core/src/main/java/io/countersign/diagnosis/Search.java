package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
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

    static final int MAX_ATTEMPTS = 6000;

    /** In bytes that are hashed; on a slow machine a second or two. */
    static final long MAX_COST = 512L * 1024 * 1024;

    /** What an attempt costs beside its body: a scheme to parse, keys to make. */
    private static final int OVERHEAD = 4096;

    /** Copying and hashing. */
    private static final int OF_A_BYTE = 2;

    /** Parsing and printing as well. */
    private static final int OF_A_BYTE_OF_JSON = 16;

    private int attempts;
    private long cost;

    /** What was spent so far, in bytes that are hashed. */
    long cost() {
        return cost;
    }

    int attempts() {
        return attempts;
    }

    /** The fewest changes with which {@code attempt} matches; empty where none do. */
    List<Change> explain(Attempt attempt) {
        for (Change.Family family : FAMILIES) {
            Optional<Change> one = firstMatch(attempt, family);
            if (one.isPresent()) {
                return List.of(one.get());
            }
        }
        if (cost > MAX_COST / 8) {
            // The body is so large that two changes at a time would end in the middle of the first kind.
            return List.of();
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
        return attempts < MAX_ATTEMPTS && cost < MAX_COST;
    }

    private boolean matches(Change change) {
        int secrets = change.attempt().ring().secrets().size();
        attempts += secrets;
        long ofAByte = change.cause() == Cause.BODY_JSON ? OF_A_BYTE_OF_JSON : OF_A_BYTE;
        cost += OVERHEAD + ofAByte * change.attempt().delivery().bodyLength() * secrets;
        return switch (change.attempt().judge()) {
            case MATCHES -> true;
            case UNTIMELY -> change.cause() != Cause.TIMESTAMP_UNIT || TimeChanges.isPlausible(change.attempt());
            case DIFFERS -> false;
        };
    }
}

package io.countersign.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The ring of plain numbers does what a map that remembers its order would do. */
class SettledEventsProps {
    private static final int CAPACITY = 700;

    private enum Verb {
        PUT,
        REMOVE,
        FIND
    }

    private record Step(Verb verb, int event, int lifetime) {}

    /** Names that hash to few places of the index, so that they stand in each other's way. */
    private static EventName name(int event) {
        return new EventName(event, event % 7);
    }

    private static KnownEvent event(int attempt, long expiresAt) {
        KnownEvent event = new KnownEvent(
                KnownEvent.State.IN_PROGRESS, attempt, 0, 1L << 50 | attempt, -attempt, ~attempt, expiresAt);
        return attempt % 3 == 0 ? event.completed(new Completion(200 + attempt % 300 % 100)) : event.released();
    }

    @Property(tries = 300)
    void anySteps_leaveWhatAMapWouldHave(@ForAll("steps") List<Step> steps) {
        SettledEvents events = new SettledEvents(CAPACITY);
        Map<EventName, KnownEvent> model = new LinkedHashMap<>();
        long now = 0;
        for (Step step : steps) {
            now++;
            EventName name = name(step.event());
            switch (step.verb()) {
                case PUT -> {
                    KnownEvent event = event((int) now, now + step.lifetime());
                    events.put(name, event, now);
                    model.put(name, event);
                }
                case REMOVE -> {
                    events.remove(name);
                    model.remove(name);
                }
                case FIND -> assertFound(events.find(name), model.get(name), now);
            }
        }
        long end = now;
        model.forEach((name, event) -> assertFound(events.find(name), event, end));
        assertThat(events.forgottenEarly()).isZero();
    }

    /** What is over may be gone or still be there; everything else is there. */
    private static void assertFound(KnownEvent found, KnownEvent expected, long now) {
        if (expected == null) {
            assertThat(found).isNull();
        } else if (found != null || !expected.isExpired(now)) {
            assertThat(found).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Verb.PUT, Verb.PUT, Verb.REMOVE, Verb.FIND),
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.of(1, 10, 100, 1000))
                .as(Step::new)
                .list()
                .ofMaxSize(2_000);
    }

    @Property(tries = 100)
    void full_forgetsTheOldestAndNothingElse(@ForAll("capacities") int capacity, @ForAll("seeds") int many) {
        SettledEvents events = new SettledEvents(capacity);
        for (int i = 0; i < many; i++) {
            events.put(name(i), event(i, Long.MAX_VALUE), i);
        }
        int kept = Math.min(capacity, many);
        for (int i = 0; i < many; i++) {
            KnownEvent expected = i < many - kept ? null : event(i, Long.MAX_VALUE);
            assertThat(events.find(name(i))).isEqualTo(expected);
        }
        assertThat(events.forgottenEarly()).isEqualTo(many - kept);
    }

    @Provide
    Arbitrary<Integer> capacities() {
        return Arbitraries.of(1, 2, 10, 255, 256, 257, 600);
    }

    @Provide
    Arbitrary<Integer> seeds() {
        return Arbitraries.integers().between(0, 1_500);
    }

    @Property(tries = 50)
    void fullOfShortAndLongLives_forgetsNoLongOneWhileShortOnesAreOver(@ForAll("capacities") int capacity) {
        SettledEvents events = new SettledEvents(capacity);
        int longLived = capacity / 2;
        for (int i = 0; i < longLived; i++) {
            events.put(name(i), event(i, Long.MAX_VALUE), 0);
        }
        for (int i = longLived; i < 10 * capacity; i++) {
            events.put(name(i), event(i, i + 1), i);
        }
        for (int i = 0; i < longLived; i++) {
            assertThat(events.find(name(i))).isNotNull();
        }
        assertThat(events.forgottenEarly()).isZero();
    }
}

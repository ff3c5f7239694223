package io.countersign.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any sequence of claims, settlements and waiting agrees with the state machine written as plainly as it can be. */
class InMemoryDedupStoreProps {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RETENTION = Duration.ofSeconds(600);

    private enum Verb {
        CLAIM,
        COMPLETE,
        RELEASE,
        RENEW,
        WAIT
    }

    private record Step(Verb verb, int event, int body, int seconds) {}

    /** What is known of one event. */
    private static final class Model {
        String state = "ABSENT";
        int body;
        int attempt;
        Instant leaseUntil = Instant.MIN;
        Instant expiresAt = Instant.MIN;

        Claim newest;
    }

    @Property(tries = 1000)
    void anySequence_agreesWithTheModel(@ForAll("steps") List<Step> steps) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
        InMemoryDedupStore store = InMemoryDedupStore.builder().clock(now::get).build();
        Map<Integer, Model> models = new HashMap<>();
        for (Step step : steps) {
            if (step.verb() == Verb.WAIT) {
                now.updateAndGet(instant -> instant.plusSeconds(step.seconds()));
            } else {
                check(store, models.computeIfAbsent(step.event(), e -> new Model()), step, now.get());
            }
        }
    }

    private static void check(DedupStore store, Model model, Step step, Instant now) {
        boolean live = model.state.equals("IN_PROGRESS") && now.isBefore(model.leaseUntil);
        if (!now.isBefore(model.expiresAt) && !model.state.equals("IN_PROGRESS")) {
            model.state = "ABSENT";
        }
        switch (step.verb()) {
            case CLAIM -> checkClaim(store, model, step, now, live);
            case COMPLETE ->
                checkSettle(model, store.complete(orStranger(model, step), new Completion(200)), "COMPLETED");
            case RELEASE -> checkSettle(model, store.release(orStranger(model, step)), "RELEASED");
            case RENEW -> {
                SettleResult result = store.renew(orStranger(model, step), LEASE);
                boolean held = model.state.equals("IN_PROGRESS");
                assertThat(result).isEqualTo(held ? SettleResult.DONE : SettleResult.LOST);
                if (held) {
                    model.leaseUntil = now.plus(LEASE);
                }
            }
            case WAIT -> throw new AssertionError("handled before");
        }
    }

    private static Claim orStranger(Model model, Step step) {
        return model.newest != null ? model.newest : new Claim(key(step), UUID.randomUUID(), 1);
    }

    private static EventKey key(Step step) {
        return new EventKey("endpoint", "event-" + step.event());
    }

    private static void checkClaim(DedupStore store, Model model, Step step, Instant now, boolean live) {
        ClaimResult result = store.claim(new ClaimRequest(
                key(step), BodyDigest.of(new byte[] {(byte) step.body()}), UUID.randomUUID(), LEASE, RETENTION));
        if (live) {
            assertThat(result).isInstanceOf(ClaimResult.InProgress.class);
        } else if (model.state.equals("COMPLETED") && now.isBefore(model.expiresAt)) {
            assertThat(result)
                    .isInstanceOf(model.body == step.body() ? ClaimResult.Duplicate.class : ClaimResult.Conflict.class);
        } else {
            assertThat(result).isInstanceOf(ClaimResult.Acquired.class);
            ClaimResult.Acquired acquired = (ClaimResult.Acquired) result;
            boolean anew = model.state.equals("ABSENT") || !now.isBefore(model.expiresAt);
            model.attempt = anew ? 1 : model.attempt + 1;
            model.expiresAt = anew ? now.plus(RETENTION) : model.expiresAt;
            assertThat(acquired.attempt()).isEqualTo(model.attempt);
            if (model.newest != null) {
                assertThat(acquired.claim().fence()).isGreaterThan(model.newest.fence());
            }
            model.newest = acquired.claim();
            model.state = "IN_PROGRESS";
            model.body = step.body();
            model.leaseUntil = now.plus(LEASE);
        }
    }

    private static void checkSettle(Model model, SettleResult result, String newState) {
        boolean held = model.state.equals("IN_PROGRESS");
        assertThat(result).isEqualTo(held || model.state.equals(newState) ? SettleResult.DONE : SettleResult.LOST);
        if (held) {
            model.state = newState;
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Verb.class),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(1, 59, 60, 61, 300, 599, 600))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }
}

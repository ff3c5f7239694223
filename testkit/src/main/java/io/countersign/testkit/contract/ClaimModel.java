package io.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.BodyDigest;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.EventKey;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state machine of claims, written as plainly as it can be, beside a store that is told the same. */
final class ClaimModel {
    /** Lets the store's clock move on. */
    interface Passing {
        void pass(Duration duration) throws InterruptedException;
    }

    private enum Verb {
        CLAIM,
        CLAIM_BRIEFLY,
        COMPLETE,
        RELEASE,
        RENEW,
        LAPSE,
        SETTLE_AN_OLD_CLAIM
    }

    private enum State {
        ABSENT,
        HELD,
        LAPSED,
        RELEASED,
        COMPLETED
    }

    private static final int STEPS = 1_000;
    private static final int EVENTS = 6;
    private static final Duration LONG = Duration.ofDays(7);
    private static final Duration LEASE = Duration.ofHours(1);
    private static final Duration BRIEF = Duration.ofMillis(1);
    private static final Duration AFTER_BRIEF = Duration.ofMillis(4);

    /** What ought to be known of one event. */
    private static final class Event {
        final EventKey key;
        final List<Claim> old = new ArrayList<>();
        State state = State.ABSENT;

        @Nullable
        Claim newest;

        int body;
        int attempt;
        int status;

        Event(EventKey key) {
            this.key = key;
        }
    }

    private final DedupStore store;
    private final Passing time;
    private final List<Event> events = new ArrayList<>();

    ClaimModel(DedupStore store, String endpoint, Passing time) {
        this.store = store;
        this.time = time;
        for (int event = 0; event < EVENTS; event++) {
            events.add(new Event(new EventKey(endpoint, "model-" + event)));
        }
    }

    /** A thousand steps that the seed chooses. */
    void check(long seed) throws InterruptedException {
        Random random = new Random(seed);
        Verb[] verbs = Verb.values();
        for (int step = 0; step < STEPS; step++) {
            Event event = events.get(random.nextInt(EVENTS));
            Verb verb = verbs[random.nextInt(verbs.length)];
            int choice = random.nextInt(1_000);
            try {
                check(event, verb, choice);
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ", step " + step + ": " + verb + " of " + event.key, failure);
            }
        }
    }

    private void check(Event event, Verb verb, int choice) throws InterruptedException {
        switch (verb) {
            case CLAIM -> claim(event, choice % 2, LEASE, LONG);
            case CLAIM_BRIEFLY -> claimBriefly(event, choice % 2);
            case COMPLETE -> complete(event, 200 + choice % 100);
            case RELEASE -> release(event);
            case RENEW -> renew(event, LEASE);
            case LAPSE -> lapse(event);
            case SETTLE_AN_OLD_CLAIM -> settleAnOldClaim(event, choice);
        }
    }

    private void claim(Event event, int body, Duration lease, Duration retention) {
        BodyDigest digest = BodyDigest.of(new byte[] {(byte) body});
        ClaimResult result = store.claim(new ClaimRequest(event.key, digest, UUID.randomUUID(), lease, retention));
        switch (event.state) {
            case HELD -> assertThat(result).isInstanceOf(ClaimResult.InProgress.class);
            case COMPLETED -> {
                Completion before = new Completion(event.status);
                assertThat(result)
                        .isEqualTo(
                                event.body == body
                                        ? new ClaimResult.Duplicate(before)
                                        : new ClaimResult.Conflict(before));
            }
            case ABSENT, LAPSED, RELEASED -> acquired(event, body, result);
        }
    }

    private static void acquired(Event event, int body, ClaimResult result) {
        assertThat(result).isInstanceOf(ClaimResult.Acquired.class);
        ClaimResult.Acquired acquired = (ClaimResult.Acquired) result;
        boolean anew = event.state == State.ABSENT;
        event.attempt = anew ? 1 : event.attempt + 1;
        assertThat(acquired.attempt()).isEqualTo(event.attempt);
        assertThat(acquired.takenOver()).isEqualTo(event.state == State.LAPSED);
        assertThat(acquired.bodyChanged()).isEqualTo(!anew && event.body != body);
        if (event.newest != null) {
            assertThat(acquired.claim().fence()).isGreaterThan(event.newest.fence());
            event.old.add(event.newest);
        }
        event.newest = acquired.claim();
        event.body = body;
        event.state = State.HELD;
    }

    /** A claim whose lease and retention are both over at once: forgotten, whether or not anything of it still stands there. */
    private void claimBriefly(Event event, int body) throws InterruptedException {
        if (event.state != State.ABSENT) {
            claim(event, body, LEASE, LONG);
            return;
        }
        claim(event, body, BRIEF, BRIEF);
        time.pass(AFTER_BRIEF);
        event.state = State.ABSENT;
    }

    private void complete(Event event, int status) {
        if (event.newest == null || event.state == State.ABSENT) {
            return;
        }
        boolean may = event.state != State.RELEASED;
        assertThat(store.complete(event.newest, new Completion(status))).isEqualTo(doneIf(may));
        if (may && event.state != State.COMPLETED) {
            event.state = State.COMPLETED;
            event.status = status;
        }
    }

    private void release(Event event) {
        if (event.newest == null || event.state == State.ABSENT) {
            return;
        }
        boolean may = event.state != State.COMPLETED;
        assertThat(store.release(event.newest)).isEqualTo(doneIf(may));
        event.state = may ? State.RELEASED : event.state;
    }

    private void renew(Event event, Duration lease) {
        if (event.newest == null || event.state == State.ABSENT) {
            return;
        }
        boolean may = event.state == State.HELD || event.state == State.LAPSED;
        assertThat(store.renew(event.newest, lease)).isEqualTo(doneIf(may));
        event.state = may ? State.HELD : event.state;
    }

    private void lapse(Event event) throws InterruptedException {
        renew(event, BRIEF);
        if (event.state == State.HELD) {
            time.pass(AFTER_BRIEF);
            event.state = State.LAPSED;
        }
    }

    private void settleAnOldClaim(Event event, int choice) {
        if (event.old.isEmpty()) {
            return;
        }
        Claim old = event.old.get(choice % event.old.size());
        assertThat(store.complete(old, new Completion(204))).isEqualTo(SettleResult.LOST);
        assertThat(store.release(old)).isEqualTo(SettleResult.LOST);
        assertThat(store.renew(old, LEASE)).isEqualTo(SettleResult.LOST);
    }

    private static SettleResult doneIf(boolean may) {
        return may ? SettleResult.DONE : SettleResult.LOST;
    }
}

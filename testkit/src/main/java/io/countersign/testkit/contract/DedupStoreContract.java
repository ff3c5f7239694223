package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DedupStore} promises: extend it with a store of yours against the real thing.
 *
 * <p>Each test has an endpoint of its own, so the tests of one store share it and nothing needs to be emptied between them.
 *
 * <p>Thread rule: one instance for each test, as JUnit makes them.
 */
public abstract class DedupStoreContract {
    private static final Duration LONG = Duration.ofDays(7);
    private static final Completion OK = new Completion(200);

    private final String endpoint = "contract-" + UUID.randomUUID();

    /** For those who implement the contract. */
    protected DedupStoreContract() {}

    /** The store under test. */
    protected abstract DedupStore store();

    /**
     * How long a claim holds in these tests: short for a store that lives by a clock which only waiting moves, and long enough
     * that a slow machine gets some calls done within half of it. Default one second.
     */
    protected Duration lease() {
        return Duration.ofSeconds(1);
    }

    /**
     * How many events 64 threads race for, eight of them for each; and for a thirty-third as many, whose leases have lapsed, all
     * of them do. Default 10,000; fewer for a store that takes much longer than a tenth of a millisecond for a claim.
     */
    protected int raceEvents() {
        return 10_000;
    }

    /** Returns when the store's clock has moved on by that much; by default it waits. */
    protected void pass(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis() + 1);
    }

    private ClaimRequest request(String id, String body, UUID owner, Duration retention) {
        return new ClaimRequest(
                new EventKey(endpoint, id), BodyDigest.of(body.getBytes(UTF_8)), owner, lease(), retention);
    }

    private ClaimResult claim(String id, String body) {
        return store().claim(request(id, body, UUID.randomUUID(), LONG));
    }

    private ClaimResult.Acquired acquire(String id, String body) {
        return acquired(claim(id, body));
    }

    private static ClaimResult.Acquired acquired(ClaimResult result) {
        assertThat(result).isInstanceOf(ClaimResult.Acquired.class);
        return (ClaimResult.Acquired) result;
    }

    private void assertHeld(String id, String body) {
        assertThat(claim(id, body))
                .isInstanceOfSatisfying(
                        ClaimResult.InProgress.class,
                        held -> assertThat(held.leaseRemaining()).isPositive().isLessThanOrEqualTo(lease()));
    }

    @Test
    void problem_ofAStoreThatWorks_isNone() {
        assertThat(store().problem()).isEmpty();
    }

    @Test
    void claim_firstTime_isAcquiredAsTheFirstAttempt() {
        ClaimResult.Acquired first = acquire("e", "body");

        assertThat(first.attempt()).isEqualTo(1);
        assertThat(first.takenOver()).isFalse();
        assertThat(first.bodyChanged()).isFalse();
        assertThat(first.claim().key()).isEqualTo(new EventKey(endpoint, "e"));
    }

    @Test
    void claim_whileAnotherHoldsIt_isInProgressWhateverItsBody() {
        acquire("e", "body");

        assertHeld("e", "body");
        assertHeld("e", "other");
    }

    @Test
    void claim_againBySameOwner_isTheSameAttempt() {
        UUID owner = UUID.randomUUID();
        ClaimResult.Acquired first = acquired(store().claim(request("e", "body", owner, LONG)));

        ClaimResult.Acquired again = acquired(store().claim(request("e", "body", owner, LONG)));

        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.takenOver()).isFalse();
        assertThat(again.bodyChanged()).isFalse();
        assertThat(again.claim().fence()).isGreaterThanOrEqualTo(first.claim().fence());
        assertThat(store().complete(again.claim(), OK)).isEqualTo(SettleResult.DONE);
    }

    @Test
    void claim_againBySameOwnerAfterItsLeaseLapsed_isStillTheSameAttempt() throws Exception {
        UUID owner = UUID.randomUUID();
        ClaimResult.Acquired first = acquired(store().claim(request("e", "body", owner, LONG)));
        pass(lease());

        ClaimResult.Acquired again = acquired(store().claim(request("e", "body", owner, LONG)));

        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.takenOver()).isFalse();
        assertThat(again.claim().fence()).isGreaterThanOrEqualTo(first.claim().fence());
        assertHeld("e", "body");
    }

    @Test
    void claim_completed_isADuplicateWithItsAnswer() {
        store().complete(acquire("e", "body").claim(), new Completion(202));

        assertThat(claim("e", "body")).isEqualTo(new ClaimResult.Duplicate(new Completion(202)));
    }

    @Test
    void claim_completedByItsOwnOwner_isADuplicateToo() {
        UUID owner = UUID.randomUUID();
        store().complete(
                        acquired(store().claim(request("e", "body", owner, LONG)))
                                .claim(),
                        OK);

        assertThat(store().claim(request("e", "body", owner, LONG))).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    @Test
    void claim_completedWithAnotherBody_isAConflictAndChangesNothing() {
        store().complete(acquire("e", "body").claim(), new Completion(422));

        assertThat(claim("e", "other")).isEqualTo(new ClaimResult.Conflict(new Completion(422)));
        assertThat(claim("e", "body")).isEqualTo(new ClaimResult.Duplicate(new Completion(422)));
    }

    @Test
    void claim_released_isAcquiredAtOnceAsTheNextAttempt() {
        ClaimResult.Acquired first = acquire("e", "body");
        assertThat(store().release(first.claim())).isEqualTo(SettleResult.DONE);

        ClaimResult.Acquired second = acquire("e", "body");

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.takenOver()).isFalse();
        assertThat(second.bodyChanged()).isFalse();
        assertThat(second.claim().fence()).isGreaterThan(first.claim().fence());
    }

    @Test
    void claim_releasedWithAnotherBody_takesTheNewestBody() {
        store().release(acquire("e", "attempt 1").claim());

        ClaimResult.Acquired second = acquire("e", "attempt 2");
        store().complete(second.claim(), OK);

        assertThat(second.bodyChanged()).isTrue();
        assertThat(claim("e", "attempt 2")).isEqualTo(new ClaimResult.Duplicate(OK));
        assertThat(claim("e", "attempt 1")).isEqualTo(new ClaimResult.Conflict(OK));
    }

    @Test
    void claim_leaseLapsed_isTakenOver() throws Exception {
        ClaimResult.Acquired first = acquire("e", "body");
        pass(lease().dividedBy(4));
        assertHeld("e", "body");
        pass(lease());

        ClaimResult.Acquired second = acquire("e", "other");

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.takenOver()).isTrue();
        assertThat(second.bodyChanged()).isTrue();
        assertThat(second.claim().fence()).isGreaterThan(first.claim().fence());
    }

    @Test
    void claim_retentionOver_isAcquiredAnew() throws Exception {
        Duration retention = lease().multipliedBy(2);
        Claim first = acquired(store().claim(request("e", "body", UUID.randomUUID(), retention)))
                .claim();
        store().complete(first, OK);
        assertThat(claim("e", "body")).isEqualTo(new ClaimResult.Duplicate(OK));
        pass(retention);

        ClaimResult.Acquired anew = acquire("e", "other");

        assertThat(anew.attempt()).isEqualTo(1);
        assertThat(anew.takenOver()).isFalse();
        assertThat(anew.bodyChanged()).isFalse();
        assertThat(anew.claim().fence()).isGreaterThan(first.fence());
    }

    @Test
    void claim_liveLease_outlivesTheRetention() throws Exception {
        Claim held = acquired(store().claim(request("e", "body", UUID.randomUUID(), lease())))
                .claim();
        pass(lease().dividedBy(2));
        assertThat(store().renew(held, lease().multipliedBy(4))).isEqualTo(SettleResult.DONE);
        pass(lease());

        assertThat(claim("e", "body")).isInstanceOf(ClaimResult.InProgress.class);
        assertThat(store().complete(held, OK)).isEqualTo(SettleResult.DONE);
    }

    @Test
    void claim_sameIdAtAnotherEndpoint_isAnotherEvent() {
        acquire("e", "body");
        ClaimRequest elsewhere = new ClaimRequest(
                new EventKey(endpoint + "x", "e"), BodyDigest.of(new byte[0]), UUID.randomUUID(), lease(), LONG);

        assertThat(store().claim(elsewhere)).isInstanceOf(ClaimResult.Acquired.class);
    }

    @Test
    void claim_endpointAndIdSplitElsewhere_isAnotherEvent() {
        UUID owner = UUID.randomUUID();
        for (String[] key :
                new String[][] {{"a|b", "c"}, {"a", "b|c"}, {"a/b", "c"}, {"a", "b/c"}, {"ab", "c"}, {"a", "bc"}}) {
            ClaimRequest request = new ClaimRequest(
                    new EventKey(endpoint + key[0], key[1]), BodyDigest.of(new byte[0]), owner, lease(), LONG);
            assertThat(acquired(store().claim(request)).attempt())
                    .as("%s, %s", key[0], key[1])
                    .isEqualTo(1);
            store().complete(acquired(store().claim(request)).claim(), OK);
        }
    }

    @Test
    void claim_idsThatOnlyBytesTellApart_areDifferentEvents() {
        String composed = "\u00e9";
        String decomposed = "e\u0301";
        for (String id :
                new String[] {"e", "E", "e ", " e", "e.", composed, decomposed, "\u00c9", "\u0131", "i", "\u00df", "ss"
                }) {
            store().complete(acquire(id, "body").claim(), OK);
        }
    }

    @Test
    void claim_longestIds_areToldApartByTheirLastByte() {
        String ascii = "x".repeat(254);
        String wide = "\u00fc".repeat(127);
        for (String id :
                new String[] {ascii + "a", ascii + "b", wide + "a", wide + "b", "\ud83d\udd14".repeat(63) + "abc"}) {
            store().complete(acquire(id, "body").claim(), OK);
            assertThat(claim(id, "body")).isEqualTo(new ClaimResult.Duplicate(OK));
        }
    }

    @Test
    void complete_afterTheLeaseLapsedAndNobodyTookOver_isDone() throws Exception {
        Claim late = acquire("e", "body").claim();
        pass(lease().multipliedBy(2));

        assertThat(store().complete(late, OK)).isEqualTo(SettleResult.DONE);
        assertThat(claim("e", "body")).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    @Test
    void settle_afterATakeover_isLostAndChangesNothing() throws Exception {
        Claim zombie = acquire("e", "body").claim();
        pass(lease());
        Claim newer = acquire("e", "body").claim();

        assertThat(store().complete(zombie, new Completion(201))).isEqualTo(SettleResult.LOST);
        assertThat(store().release(zombie)).isEqualTo(SettleResult.LOST);
        assertThat(store().renew(zombie, lease().multipliedBy(100))).isEqualTo(SettleResult.LOST);
        assertHeld("e", "body");
        assertThat(store().complete(newer, OK)).isEqualTo(SettleResult.DONE);
        assertThat(store().complete(zombie, new Completion(201))).isEqualTo(SettleResult.LOST);
        assertThat(claim("e", "body")).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    @Test
    void settle_whatNobodyClaimed_isLostAndLeavesNothing() {
        Claim nobodys = new Claim(new EventKey(endpoint, "e"), UUID.randomUUID(), 1);

        assertThat(store().complete(nobodys, OK)).isEqualTo(SettleResult.LOST);
        assertThat(store().release(nobodys)).isEqualTo(SettleResult.LOST);
        assertThat(store().renew(nobodys, lease())).isEqualTo(SettleResult.LOST);
        assertThat(acquire("e", "body").attempt()).isEqualTo(1);
    }

    @Test
    void complete_twice_isDoneBothTimes_andKeepsTheFirstAnswer() {
        Claim claim = acquire("e", "body").claim();

        assertThat(store().complete(claim, OK)).isEqualTo(SettleResult.DONE);
        assertThat(store().complete(claim, new Completion(202))).isEqualTo(SettleResult.DONE);
        assertThat(claim("e", "body")).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    @Test
    void completed_releasedOrRenewedByItsClaim_isLost() {
        Claim claim = acquire("e", "body").claim();
        store().complete(claim, OK);

        assertThat(store().release(claim)).isEqualTo(SettleResult.LOST);
        assertThat(store().renew(claim, lease())).isEqualTo(SettleResult.LOST);
        assertThat(claim("e", "body")).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    @Test
    void released_completedOrRenewedByItsClaim_isLost() {
        Claim claim = acquire("e", "body").claim();
        store().release(claim);

        assertThat(store().complete(claim, OK)).isEqualTo(SettleResult.LOST);
        assertThat(store().renew(claim, lease())).isEqualTo(SettleResult.LOST);
        assertThat(acquire("e", "body").attempt()).isEqualTo(2);
    }

    @Test
    void release_twice_isDoneBothTimes() {
        Claim claim = acquire("e", "body").claim();

        assertThat(store().release(claim)).isEqualTo(SettleResult.DONE);
        assertThat(store().release(claim)).isEqualTo(SettleResult.DONE);
        assertThat(acquire("e", "body").attempt()).isEqualTo(2);
    }

    @Test
    void renew_heldClaim_extendsTheLease() throws Exception {
        Claim claim = acquire("e", "body").claim();
        pass(lease().dividedBy(2));

        assertThat(store().renew(claim, lease().multipliedBy(3))).isEqualTo(SettleResult.DONE);
        pass(lease());

        assertThat(claim("e", "body"))
                .isInstanceOfSatisfying(
                        ClaimResult.InProgress.class,
                        held -> assertThat(held.leaseRemaining())
                                .isPositive()
                                .isLessThanOrEqualTo(lease().multipliedBy(3)));
    }

    @Test
    void renew_lapsedLeaseThatNobodyTookOver_holdsItAgain() throws Exception {
        Claim claim = acquire("e", "body").claim();
        pass(lease().multipliedBy(2));

        assertThat(store().renew(claim, lease())).isEqualTo(SettleResult.DONE);
        assertHeld("e", "body");
    }

    @Test
    void claim_onAnInterruptedThread_doesNoHarmAndLeavesItInterrupted() {
        UUID owner = UUID.randomUUID();
        Thread.currentThread().interrupt();
        ClaimResult interrupted = store().claim(request("e", "body", owner, LONG));
        boolean stillInterrupted = Thread.interrupted();

        assertThat(stillInterrupted).isTrue();
        assertThat(interrupted).isInstanceOfAny(ClaimResult.Acquired.class, ClaimResult.Unavailable.class);
        assertThat(acquired(store().claim(request("e", "body", owner, LONG))).attempt())
                .isEqualTo(1);
    }

    @Test
    void claim_raceOf64Threads_isWonByExactlyOnePerEvent() throws Exception {
        int[] wins = ClaimRace.run(store(), endpoint, Duration.ofHours(1), LONG, raceEvents());

        assertThat(wins).containsOnly(1);
    }

    @Test
    void takeover_raceOf64Threads_isWonByExactlyOnePerEvent() throws Exception {
        int events = raceEvents() / 33;
        for (int event = 0; event < events; event++) {
            acquire(ClaimRace.id(event), "body");
        }
        pass(lease());

        int[] wins = ClaimRace.runTakeovers(store(), endpoint, Duration.ofHours(1), LONG, events);

        assertThat(wins).containsOnly(1);
    }

    @Test
    void anySequence_agreesWithTheModel() throws Exception {
        new ClaimModel(store(), endpoint, this::pass).check(System.nanoTime());
    }
}

package io.countersign.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InMemoryDedupStoreTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Completion OK = new Completion(200);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InMemoryDedupStore store =
            InMemoryDedupStore.builder().clock(now::get).build();

    private static ClaimRequest request(String id, String body, UUID owner) {
        return new ClaimRequest(new EventKey("endpoint", id), BodyDigest.of(body.getBytes()), owner, LEASE, RETENTION);
    }

    private ClaimResult claim(String id, String body) {
        return store.claim(request(id, body, UUID.randomUUID()));
    }

    private ClaimResult.Acquired acquire(String id, String body) {
        ClaimResult result = claim(id, body);
        assertThat(result).isInstanceOf(ClaimResult.Acquired.class);
        return (ClaimResult.Acquired) result;
    }

    private void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Test
    void claim_firstTime_isAcquiredAsTheFirstAttempt() {
        assertThat(acquire("e1", "body").attempt()).isEqualTo(1);
    }

    @Test
    void claim_whileAnotherHoldsIt_isInProgressWhateverItsBody() {
        acquire("e1", "body");
        advance(Duration.ofSeconds(20));

        assertThat(claim("e1", "body")).isEqualTo(new ClaimResult.InProgress(Duration.ofSeconds(40)));
        assertThat(claim("e1", "other")).isEqualTo(new ClaimResult.InProgress(Duration.ofSeconds(40)));
    }

    @Test
    void claim_againBySameOwner_isTheSameClaim() {
        UUID owner = UUID.randomUUID();

        assertThat(store.claim(request("e1", "body", owner))).isEqualTo(store.claim(request("e1", "body", owner)));
    }

    @Test
    void claim_completed_isADuplicateWithItsAnswer() {
        store.complete(acquire("e1", "body").claim(), new Completion(202));

        assertThat(claim("e1", "body")).isEqualTo(new ClaimResult.Duplicate(new Completion(202)));
    }

    @Test
    void claim_completedWithAnotherBody_isAConflictAndChangesNothing() {
        store.complete(acquire("e1", "body").claim(), OK);

        assertThat(claim("e1", "other")).isEqualTo(new ClaimResult.Conflict(OK));
        assertThat(claim("e1", "body")).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    @Test
    void claim_released_isAcquiredAtOnceAsTheNextAttempt() {
        ClaimResult.Acquired first = acquire("e1", "body");
        assertThat(store.release(first.claim())).isEqualTo(SettleResult.DONE);

        ClaimResult.Acquired second = acquire("e1", "changed between retries");

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.claim().fence()).isGreaterThan(first.claim().fence());
    }

    @Test
    void claim_leaseJustBeforeItsEnd_isInProgress_andAtItsEndIsTakenOver() {
        ClaimResult.Acquired first = acquire("e1", "body");

        advance(LEASE.minusNanos(1));
        assertThat(claim("e1", "body")).isInstanceOf(ClaimResult.InProgress.class);
        advance(Duration.ofNanos(1));
        ClaimResult.Acquired second = acquire("e1", "body");

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.claim().fence()).isGreaterThan(first.claim().fence());
    }

    @Test
    void claim_retentionOver_isAcquiredAnew() {
        Claim first = acquire("e1", "body").claim();
        store.complete(first, OK);

        advance(RETENTION.minusNanos(1));
        assertThat(claim("e1", "body")).isInstanceOf(ClaimResult.Duplicate.class);
        advance(Duration.ofNanos(1));
        ClaimResult.Acquired anew = acquire("e1", "body");

        assertThat(anew.attempt()).isEqualTo(1);
        assertThat(anew.claim().fence()).isGreaterThan(first.fence());
    }

    @Test
    void claim_liveLease_outlivesTheRetention() {
        Claim held = acquire("e1", "body").claim();
        advance(RETENTION.minus(Duration.ofSeconds(1)));
        store.renew(held, LEASE);
        advance(Duration.ofSeconds(2));

        assertThat(claim("e1", "body")).isInstanceOf(ClaimResult.InProgress.class);
    }

    @Test
    void claim_sameIdAtAnotherEndpoint_isAnotherEvent() {
        acquire("e1", "body");
        ClaimRequest elsewhere = new ClaimRequest(
                new EventKey("other", "e1"), BodyDigest.of(new byte[0]), UUID.randomUUID(), LEASE, RETENTION);

        assertThat(store.claim(elsewhere)).isInstanceOf(ClaimResult.Acquired.class);
    }

    @Test
    void claim_idsThatDifferInCaseOrSpaces_areDifferentEvents() {
        acquire("e1", "body");
        acquire("E1", "body");
        acquire("e1 ", "body");
    }

    @Test
    void complete_afterTheLeaseLapsedAndNobodyTookOver_isDone() {
        Claim late = acquire("e1", "body").claim();
        advance(LEASE.multipliedBy(3));

        assertThat(store.complete(late, OK)).isEqualTo(SettleResult.DONE);
        assertThat(claim("e1", "body")).isInstanceOf(ClaimResult.Duplicate.class);
    }

    @Test
    void settle_afterATakeover_isLostAndChangesNothing() {
        Claim zombie = acquire("e1", "body").claim();
        advance(LEASE);
        Claim newer = acquire("e1", "body").claim();

        assertThat(store.complete(zombie, OK)).isEqualTo(SettleResult.LOST);
        assertThat(store.release(zombie)).isEqualTo(SettleResult.LOST);
        assertThat(store.renew(zombie, LEASE)).isEqualTo(SettleResult.LOST);
        assertThat(claim("e1", "body")).isInstanceOf(ClaimResult.InProgress.class);
        assertThat(store.complete(newer, OK)).isEqualTo(SettleResult.DONE);
    }

    @Test
    void complete_twice_isDoneBothTimes_andAReleaseAfterItIsLost() {
        Claim claim = acquire("e1", "body").claim();

        assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.DONE);
        assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.DONE);
        assertThat(store.release(claim)).isEqualTo(SettleResult.LOST);
        assertThat(claim("e1", "body")).isInstanceOf(ClaimResult.Duplicate.class);
    }

    @Test
    void complete_afterARelease_isLost() {
        Claim claim = acquire("e1", "body").claim();
        store.release(claim);

        assertThat(store.complete(claim, OK)).isEqualTo(SettleResult.LOST);
        assertThat(claim("e1", "body")).isInstanceOf(ClaimResult.Acquired.class);
    }

    @Test
    void renew_heldClaim_extendsTheLease() {
        Claim claim = acquire("e1", "body").claim();
        advance(Duration.ofSeconds(50));

        assertThat(store.renew(claim, LEASE)).isEqualTo(SettleResult.DONE);
        assertThat(claim("e1", "body")).isEqualTo(new ClaimResult.InProgress(LEASE));
    }

    @Test
    void claim_asManyInProgressAsAllowed_isUnavailableUntilOneIsSettled() {
        InMemoryDedupStore small =
                InMemoryDedupStore.builder().clock(now::get).maxInProgress(2).build();
        Claim first = ((ClaimResult.Acquired) small.claim(request("e1", "b", UUID.randomUUID()))).claim();
        small.claim(request("e2", "b", UUID.randomUUID()));

        assertThat(small.claim(request("e3", "b", UUID.randomUUID()))).isInstanceOf(ClaimResult.Unavailable.class);
        small.complete(first, OK);
        assertThat(small.claim(request("e3", "b", UUID.randomUUID()))).isInstanceOf(ClaimResult.Acquired.class);
    }

    @Test
    void claim_fullOfLapsedLeases_makesRoom_andTheirHoldersCanStillComplete() {
        InMemoryDedupStore small =
                InMemoryDedupStore.builder().clock(now::get).maxInProgress(1).build();
        Claim stuck = ((ClaimResult.Acquired) small.claim(request("e1", "b", UUID.randomUUID()))).claim();
        advance(LEASE);

        assertThat(small.claim(request("e2", "b", UUID.randomUUID()))).isInstanceOf(ClaimResult.Acquired.class);
        assertThat(small.complete(stuck, OK)).isEqualTo(SettleResult.DONE);
    }

    @Test
    void remember_moreThanThereIsRoomFor_countsWhatWasForgottenEarly() {
        InMemoryDedupStore small =
                InMemoryDedupStore.builder().clock(now::get).maxRemembered(10).build();
        for (int i = 0; i < 50; i++) {
            Claim claim = ((ClaimResult.Acquired) small.claim(request("e" + i, "b", UUID.randomUUID()))).claim();
            small.complete(claim, OK);
        }

        assertThat(small.forgottenEarly()).isEqualTo(40);
    }

    @Test
    void claim_raceOfEightThreads_isWonByExactlyOnePerEvent() throws Exception {
        int threads = 8;
        int events = 2_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<int[]>> wins = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                wins.add(pool.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    int[] won = new int[events];
                    for (int e = 0; e < events; e++) {
                        won[e] = claim("e" + e, "body") instanceof ClaimResult.Acquired ? 1 : 0;
                    }
                    return won;
                }));
            }
            int[] total = new int[events];
            for (Future<int[]> win : wins) {
                int[] won = win.get(30, TimeUnit.SECONDS);
                for (int e = 0; e < events; e++) {
                    total[e] += won[e];
                }
            }
            assertThat(total).containsOnly(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void bounds_ofRequestsAndBuilders_areChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("e", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("e", "a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("e", "\u00fc".repeat(128)));
        assertThat(new EventKey("e", "\u00fc".repeat(127) + "x").id()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("e", "half \ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("e", "\udd14\ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("e", "\u20ac".repeat(85) + "x"));
        assertThat(new EventKey("e", "\u20ac".repeat(85)).id()).hasSize(85);
        assertThat(new EventKey("e", "\ud83d\udd14".repeat(63) + "abc").id()).hasSize(129);
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("e", "\ud83d\udd14".repeat(63) + "abcd"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Completion(199));
        assertThatIllegalArgumentException().isThrownBy(() -> new Completion(300));
        assertThatIllegalArgumentException().isThrownBy(() -> new Completion(500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryDedupStore.builder().maxInProgress(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryDedupStore.builder().maxRemembered(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimRequest(
                        new EventKey("e", "i"), BodyDigest.of(new byte[0]), UUID.randomUUID(), Duration.ZERO, LEASE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimRequest(
                        new EventKey("e", "i"),
                        BodyDigest.of(new byte[0]),
                        UUID.randomUUID(),
                        LEASE,
                        LEASE.minusNanos(1)));
    }
}

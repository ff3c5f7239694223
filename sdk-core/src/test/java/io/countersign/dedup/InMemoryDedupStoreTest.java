package io.countersign.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is its own: exact bounds of time and of room. What every store promises is in the test kit's contract. */
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
    void claim_whileAnotherHoldsIt_isInProgressWhateverItsBody() {
        acquire("e1", "body");
        advance(Duration.ofSeconds(20));

        assertThat(claim("e1", "body")).isEqualTo(new ClaimResult.InProgress(Duration.ofSeconds(40)));
        assertThat(claim("e1", "other")).isEqualTo(new ClaimResult.InProgress(Duration.ofSeconds(40)));
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
    void claim_asManyInProgressAsAllowed_stillKnowsADuplicate() {
        InMemoryDedupStore small =
                InMemoryDedupStore.builder().clock(now::get).maxInProgress(1).build();
        Claim handled = ((ClaimResult.Acquired) small.claim(request("e1", "b", UUID.randomUUID()))).claim();
        small.complete(handled, OK);
        small.claim(request("e2", "b", UUID.randomUUID()));

        assertThat(small.claim(request("e1", "b", UUID.randomUUID()))).isEqualTo(new ClaimResult.Duplicate(OK));
        assertThat(small.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("more than 1 events"));
    }

    @Test
    void renew_whatWasSetAsideForWantOfRoom_holdsItAgainOnceThereIsRoom() {
        InMemoryDedupStore small =
                InMemoryDedupStore.builder().clock(now::get).maxInProgress(1).build();
        Claim stuck = ((ClaimResult.Acquired) small.claim(request("e1", "b", UUID.randomUUID()))).claim();
        advance(LEASE);
        Claim other = ((ClaimResult.Acquired) small.claim(request("e2", "b", UUID.randomUUID()))).claim();

        assertThat(small.renew(stuck, LEASE)).isEqualTo(SettleResult.LOST);
        small.complete(other, OK);
        assertThat(small.renew(stuck, LEASE)).isEqualTo(SettleResult.DONE);
        assertThat(small.claim(request("e1", "b", UUID.randomUUID()))).isEqualTo(new ClaimResult.InProgress(LEASE));
    }

    @Test
    void timesBeyondWhatANumberOfNanosecondsHolds_standAtItsEnd() {
        Duration ever = Duration.ofDays(400 * 366L);
        ClaimRequest request = new ClaimRequest(
                new EventKey("endpoint", "e1"), BodyDigest.of(new byte[0]), UUID.randomUUID(), LEASE, ever);
        store.complete(((ClaimResult.Acquired) store.claim(request)).claim(), OK);
        advance(Duration.ofDays(200 * 365L));

        assertThat(store.claim(request)).isEqualTo(new ClaimResult.Duplicate(OK));
    }

    @Test
    void remember_manyInSeveralParts_forgetsNoneBeforeItIsFull() {
        InMemoryDedupStore large = InMemoryDedupStore.builder()
                .clock(now::get)
                .maxRemembered(70_000)
                .build();
        for (int i = 0; i < 70_000; i++) {
            ClaimRequest request = request("e" + i, "b", new UUID(0, i));
            large.complete(((ClaimResult.Acquired) large.claim(request)).claim(), OK);
        }

        assertThat(large.forgottenEarly()).isZero();
        assertThat(large.claim(request("e0", "b", UUID.randomUUID()))).isEqualTo(new ClaimResult.Duplicate(OK));
        assertThat(large.claim(request("e69999", "b", UUID.randomUUID()))).isEqualTo(new ClaimResult.Duplicate(OK));
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
                .isThrownBy(() -> InMemoryDedupStore.builder().maxRemembered(1_000_000_001));
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

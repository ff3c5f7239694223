package io.countersign;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.statusPulse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.ReceiverListener.ClaimEvent;
import io.countersign.TestProvider.TestEvent;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.secret.SecretRing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the receiver asks of its store, when it asks again, and what it does where the store does not answer. */
class ClaimingTest {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final LossyStore store =
            new LossyStore(InMemoryDedupStore.builder().clock(now::get).build());
    private final ManualRenewals renewals = new ManualRenewals();
    private final List<ClaimEvent> claimed = new ArrayList<>();
    private final List<ReceivedEvent<TestEvent>> handled = new ArrayList<>();
    private final WebhookReceiver<TestEvent> receiver = builder().build();

    private ReceiverBuilder<TestEvent> builder() {
        return WebhookReceiver.builder("endpoint", new TestProvider())
                .secrets(SecretRing.of(SECRET))
                .clock(now::get)
                .dedup(store)
                .lease(LEASE)
                .leaseCap(LEASE.multipliedBy(2))
                .leaseRenewals(renewals)
                .listener(new ReceiverListener() {
                    @Override
                    public void answered(DeliveryReport report) {}

                    @Override
                    public void claiming(String endpoint, ClaimEvent what) {
                        assertThat(endpoint).isEqualTo("endpoint");
                        claimed.add(what);
                    }
                });
    }

    @AfterEach
    void stopRenewals() {
        renewals.shutdownNow();
    }

    private static String deliver(WebhookReceiver<TestEvent> to, String body, EventHandler<TestEvent> handler) {
        // Signed at the first moment: a sender's retry is as old as its first attempt.
        Answer answer = to.receive(statusPulse(SECRET, bytes(body)).build(), handler);
        return answer.status() + " " + answer.headers().getOrDefault("Webhook-Outcome", "-");
    }

    private String deliver(String body) {
        return deliver(receiver, body, handled::add);
    }

    private void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Test
    void slowHandler_keepsItsEventForAsLongAsItsLeaseIsRenewed() {
        String answer = deliver(receiver, "e1:one", received -> {
            for (int third = 0; third < 5; third++) {
                advance(renewals.interval());
                renewals.tick();
                assertThat(deliver("e1:one")).isEqualTo("503 -");
            }
            assertThat(received.isLeaseLost()).isFalse();
        });

        assertThat(renewals.interval()).isEqualTo(LEASE.dividedBy(3));
        assertThat(answer).isEqualTo("200 handled");
        assertThat(handled).isEmpty();
    }

    @Test
    void renewals_goOnWhileSomethingIsHandledAndEndByThemselves() {
        deliver("e1:one");
        deliver("e2:two");
        assertThat(renewals.waiting()).as("one for all deliveries").isEqualTo(1);

        deliver(receiver, "e3:three", received -> {
            renewals.tick();
            assertThat(renewals.waiting()).isEqualTo(1);
        });
        int calls = store.calls();
        renewals.tick();

        assertThat(store.calls()).as("nothing is left to renew").isEqualTo(calls);
        assertThat(renewals.waiting()).isZero();
        deliver("e4:four");
        assertThat(renewals.waiting()).isEqualTo(1);
    }

    @Test
    void executorThatIsShutDown_handlesNothingAnyMore() {
        renewals.shutdownNow();

        assertThat(deliver("e1:one")).isEqualTo("503 -");
        assertThat(deliver("e2:two")).isEqualTo("503 -");
        assertThat(handled).isEmpty();
    }

    @Test
    void hungHandler_losesItsEventOnceTheCapIsReached() {
        String answer = deliver(receiver, "e1:one", received -> {
            for (int third = 0; third < 6; third++) {
                advance(renewals.interval());
                renewals.tick();
            }
            advance(LEASE.minusMillis(1));
            renewals.tick();
            assertThat(deliver("e1:one")).isEqualTo("503 -");
            advance(Duration.ofMillis(1));
            renewals.tick();
            assertThat(deliver("e1:one")).isEqualTo("200 handled");
        });

        assertThat(answer).as("what it did was done").isEqualTo("200 handled");
        assertThat(handled).singleElement().satisfies(second -> {
            assertThat(second.attempt()).isEqualTo(2);
            assertThat(second.isLeaseLost()).isFalse();
        });
        assertThat(claimed)
                .containsExactly(
                        ClaimEvent.CLAIMED,
                        ClaimEvent.IN_PROGRESS,
                        ClaimEvent.CLAIMED,
                        ClaimEvent.TAKEN_OVER,
                        ClaimEvent.LEASE_LOST);
    }

    @Test
    void pausedHandler_learnsThatItsEventWasTakenOver() {
        deliver(receiver, "e1:one", received -> {
            advance(LEASE);
            assertThat(deliver("e1:one")).isEqualTo("200 handled");
            assertThat(received.isLeaseLost()).as("nobody has asked yet").isFalse();
            renewals.tick();
            renewals.tick();
            assertThat(received.isLeaseLost()).isTrue();
        });

        assertThat(claimed).containsOnlyOnce(ClaimEvent.LEASE_LOST);
    }

    @Test
    void renewalWithoutAnAnswer_isTriedAgainTheNextTime() {
        deliver(receiver, "e1:one", received -> {
            advance(renewals.interval());
            store.loseRequests(1);
            renewals.tick();
            advance(renewals.interval());
            renewals.tick();
            advance(renewals.interval().multipliedBy(2));
            assertThat(deliver("e1:one")).isEqualTo("503 -");
            assertThat(received.isLeaseLost()).isFalse();
        });
    }

    @Test
    void eventSettledOnItsOwn_isNotRenewedWhileTheOthersAreHandled() {
        String answer = deliver(receiver, "e1:one\ne2:two", received -> {
            if (received.id().equals("e2")) {
                int before = store.calls();
                renewals.tick();
                assertThat(store.calls()).isEqualTo(before + 1);
            }
        });

        assertThat(answer).isEqualTo("200 handled");
        assertThat(claimed).containsExactly(ClaimEvent.CLAIMED, ClaimEvent.CLAIMED);
    }

    @Test
    void claimWithoutAnAnswer_isAskedForAgainAndIsTheSameClaim() {
        store.loseAnswers(1);

        assertThat(deliver("e1:one")).isEqualTo("200 handled");

        assertThat(handled)
                .singleElement()
                .satisfies(event -> assertThat(event.attempt()).isEqualTo(1));
        assertThat(claimed).containsExactly(ClaimEvent.CLAIMED);
    }

    @Test
    void storeThatIsDown_asksForARetryWhichIsHandled() {
        store.loseRequests(2);

        assertThat(deliver("e1:one")).isEqualTo("503 -");
        assertThat(handled).isEmpty();
        assertThat(deliver("e1:one")).isEqualTo("200 handled");
        assertThat(claimed).containsExactly(ClaimEvent.STORE_UNAVAILABLE, ClaimEvent.CLAIMED);
    }

    @Test
    void completionWithoutAnAnswer_isToldAgain() {
        deliver(receiver, "e1:one", received -> store.loseRequests(2));

        assertThat(deliver("e1:one")).isEqualTo("200 duplicate");
        assertThat(claimed).containsExactly(ClaimEvent.CLAIMED, ClaimEvent.DUPLICATE);
    }

    @Test
    void completionThatNobodyHeardOf_isReported_andWhatWasHandledStaysHandled() {
        assertThat(deliver(receiver, "e1:one", received -> store.loseRequests(3)))
                .isEqualTo("200 handled");

        assertThat(claimed).containsExactly(ClaimEvent.CLAIMED, ClaimEvent.COMPLETION_UNKNOWN);
        assertThat(deliver("e1:one")).isEqualTo("503 -");
        advance(LEASE);
        assertThat(deliver("e1:one")).isEqualTo("200 handled");
    }

    @Test
    void storeThatIsDown_endpointThatFailsOpen_handlesAndSaysSo() {
        WebhookReceiver<TestEvent> open =
                builder().failOpenAsHandlerIsIdempotent().build();
        store.loseRequests(Integer.MAX_VALUE);

        assertThat(deliver(open, "e1:one", received -> {
                    handled.add(received);
                    assertThat(deliver(open, "e1:one", handled::add)).isEqualTo("503 -");
                }))
                .isEqualTo("200 handled");
        assertThat(deliver(open, "e1:one", handled::add)).isEqualTo("200 duplicate");
        store.loseRequests(0);
        assertThat(deliver(open, "e1:one", handled::add)).isEqualTo("200 handled");

        assertThat(handled).extracting(ReceivedEvent::isDeduplicated).containsExactly(false, true);
    }

    @Test
    void claim_ofAnAcquiredEvent_carriesKeyAndARisingFence() {
        deliver(receiver, "e1:one", received -> {
            handled.add(received);
            throw new IllegalStateException("the first attempt fails");
        });
        deliver("e1:one");

        assertThat(handled).extracting(event -> event.claim().key().endpoint()).containsOnly("endpoint");
        assertThat(handled.get(1).claim().fence())
                .isGreaterThan(handled.get(0).claim().fence());
        assertThat(claimed).containsExactly(ClaimEvent.CLAIMED, ClaimEvent.CLAIMED);
    }

    @Test
    void eventOfAnotherBody_isReportedAsAConflictAndClaimedAnew() {
        deliver("e1:one");
        deliver("e1:two");

        assertThat(claimed).containsExactly(ClaimEvent.CLAIMED, ClaimEvent.CONFLICT, ClaimEvent.CLAIMED);
    }

    @Test
    void leaseCap_notPositive_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().leaseCap(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().leaseCap(Duration.ofSeconds(-1)));
    }
}

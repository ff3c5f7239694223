package io.countersign;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.provider.Provider;
import io.countersign.provider.statuspageone.StatusPageOne;
import io.countersign.provider.statuspageone.StatusPageOneEvent;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerLimitTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    private PeerLimit limit(int deliveries, Duration period) {
        return PeerLimit.of(deliveries, period, now::get);
    }

    private static void use(PeerLimit limit, String peer, int deliveries) {
        for (int i = 0; i < deliveries; i++) {
            assertThat(limit.waitBefore(peer)).as("delivery %d", i + 1).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 60000", "2, 30000", "3, 20000", "60, 1000", "100, 600", "600, 100"})
    void limit_letsSoManyInAtOnce_andThenOneInEachShare(int deliveries, long shareMillis) {
        PeerLimit limit = limit(deliveries, MINUTE);
        Duration share = Duration.ofMillis(shareMillis);
        use(limit, "a", deliveries);

        assertThat(limit.waitBefore("a")).contains(share);
        now.set(NOW.plus(share).minusNanos(1));
        assertThat(limit.waitBefore("a")).contains(Duration.ofNanos(1));
        now.set(NOW.plus(share));
        use(limit, "a", 1);
        assertThat(limit.waitBefore("a")).contains(share);
    }

    @Test
    void limit_isFullAgainAfterAPeriod_andNeverFuller() {
        PeerLimit limit = limit(10, MINUTE);
        use(limit, "a", 10);

        now.set(NOW.plus(MINUTE));
        use(limit, "a", 10);
        assertThat(limit.waitBefore("a")).isPresent();

        now.set(NOW.plus(Duration.ofDays(365)));
        use(limit, "a", 10);
        assertThat(limit.waitBefore("a")).isPresent();
    }

    @Test
    void delivery_thatHasToWait_isNotCounted() {
        PeerLimit limit = limit(1, MINUTE);
        use(limit, "a", 1);
        for (int i = 0; i < 1000; i++) {
            assertThat(limit.waitBefore("a")).contains(MINUTE);
        }

        now.set(NOW.plus(MINUTE));
        use(limit, "a", 1);
    }

    @Test
    void peer_doesNotUseUpWhatAnotherMay() {
        PeerLimit limit = limit(1, MINUTE);
        use(limit, "a", 1);

        assertThat(limit.waitBefore("a")).isPresent();
        use(limit, "b", 1);
    }

    /** A clock that is set back must not let anybody in twice, nor keep anybody out for longer than it was set back. */
    @Test
    void clockThatIsSetBack_givesNothingAway() {
        PeerLimit limit = limit(1, MINUTE);
        use(limit, "a", 1);

        now.set(NOW.minus(Duration.ofHours(1)));
        assertThat(limit.waitBefore("a")).isPresent();
        now.set(NOW.plus(MINUTE));
        use(limit, "a", 1);
    }

    @Test
    void manyPeers_areForgottenRatherThanKeptForEver() {
        PeerLimit limit = limit(1, MINUTE);
        for (int i = 0; i < 50_000; i++) {
            assertThat(limit.waitBefore("stranger " + i)).isEmpty();
        }
    }

    @Test
    void threads_areLetInExactlySoManyTimes() throws Exception {
        PeerLimit limit = limit(100, MINUTE);
        AtomicInteger letIn = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 400; i++) {
            threads.execute(() -> limit.waitBefore("a").ifPresentOrElse(wait -> {}, letIn::incrementAndGet));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(letIn).hasValue(100);
    }

    @Test
    void limit_ofNothing_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> limit(0, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> limit(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Provider.Rate(0, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Provider.Rate(1, Duration.ofSeconds(-1)));
    }

    private ReceiverBuilder<StatusPageOneEvent> statusPageOne() {
        return WebhookReceiver.builder("alerts", StatusPageOne.provider())
                .secrets(SecretRing.of(SECRET))
                .clock(now::get);
    }

    private static Optional<Answer> screen(WebhookReceiver<?> receiver, String peer) {
        return receiver.screen(
                Delivery.post("/").peer(peer).encrypted(true).receivedAt(NOW).build(), 1);
    }

    /** 100 a minute, and 5 retries of each. */
    @Test
    void provider_thatDocumentsARate_isTheDefault() {
        WebhookReceiver<?> receiver = statusPageOne().build();
        for (int i = 0; i < 600; i++) {
            assertThat(screen(receiver, "203.0.113.9")).isEmpty();
        }

        assertThat(screen(receiver, "203.0.113.9")).map(Answer::status).hasValue(429);
        assertThat(screen(receiver, "203.0.113.10")).isEmpty();
        now.set(NOW.plusMillis(100));
        assertThat(screen(receiver, "203.0.113.9")).isEmpty();
    }

    @Test
    void provider_isNotOnThisMachine_soNobodyHereIsLimitedByItsRate() {
        WebhookReceiver<?> receiver = statusPageOne().build();
        for (int i = 0; i < 700; i++) {
            assertThat(screen(receiver, "127.0.0.1")).isEmpty();
        }
    }

    @Test
    void limit_thatWasChosen_holdsForEverybodyInsteadOfTheProviders() {
        WebhookReceiver<?> limited = statusPageOne().peerLimit(limit(1, MINUTE)).build();
        assertThat(screen(limited, "127.0.0.1")).isEmpty();
        assertThat(screen(limited, "127.0.0.1")).map(Answer::status).hasValue(429);

        WebhookReceiver<?> unlimited = statusPageOne().peerLimit(PeerLimit.NONE).build();
        for (int i = 0; i < 700; i++) {
            assertThat(screen(unlimited, "203.0.113.9")).isEmpty();
        }
    }

    @Test
    void addressesOfOneV6Network_areCountedTogether() {
        WebhookReceiver<?> receiver =
                statusPageOne().peerLimit(limit(2, MINUTE)).build();
        assertThat(screen(receiver, "2001:db8:1:2::1")).isEmpty();
        assertThat(screen(receiver, "2001:db8:1:2:ffff:ffff:ffff:ffff")).isEmpty();

        assertThat(screen(receiver, "2001:db8:1:2:3:4:5:6")).map(Answer::status).hasValue(429);
        assertThat(screen(receiver, "2001:db8:1:3::1")).isEmpty();
    }
}

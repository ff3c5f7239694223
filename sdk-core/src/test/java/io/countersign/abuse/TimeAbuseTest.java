package io.countersign.abuse;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.WebhookReceiver;
import io.countersign.provider.Provider;
import io.countersign.provider.preset.Presets;
import io.countersign.provider.preset.RawEvent;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section F of the abuse cases: times and replays. */
class TimeAbuseTest {
    private static final byte[] BODY = bytes("{\"zen\":\"Keep it logically awesome.\"}");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final SignatureScheme TIMED = SignatureScheme.hmacSha256("X-Signature", "{hex}")
            .signed("{timestamp}.{body}")
            .timestamp(TimestampRule.secondsInHeader("X-Time"))
            .build();
    private static final Target TARGET = Target.of(TIMED, SECRET);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final List<RawEvent> handled = new ArrayList<>();

    private static Delivery.Builder signedAt(String time) {
        return post(BODY).header("X-Time", time).header("X-Signature", hmacHex(SECRET, bytes(time + "."), BODY));
    }

    private static Delivery.Builder signedAt(Instant time) {
        return signedAt(Long.toString(time.getEpochSecond()));
    }

    /** An endpoint that remembers from one delivery to the next. */
    private WebhookReceiver<RawEvent> receiver() {
        return WebhookReceiver.builder("timed", Presets.of("timed", TIMED, Duration.ofDays(1)))
                .secrets(SecretRing.of(SECRET))
                .clock(now::get)
                .build();
    }

    private String send(WebhookReceiver<RawEvent> receiver, Delivery.Builder delivery) {
        var answer =
                receiver.receive(delivery.receivedAt(now.get()).build(), received -> handled.add(received.event()));
        return answer.status() + " " + answer.headers().getOrDefault("Webhook-Outcome", "-");
    }

    @Test
    void capturedDelivery_replayedWithinTheWindow_isADuplicate() {
        WebhookReceiver<RawEvent> receiver = receiver();

        assertThat(send(receiver, signedAt(NOW))).isEqualTo("200 handled");
        now.set(NOW.plus(TOLERANCE));

        assertThat(send(receiver, signedAt(NOW))).isEqualTo("200 duplicate");
        assertThat(handled).hasSize(1);
    }

    @Test
    void capturedDelivery_replayedAfterTheWindow_isStale() {
        TARGET.refuses(signedAt(NOW.minus(TOLERANCE).minusSeconds(1)).build(), RejectionReason.TIMESTAMP_STALE);
        TARGET.refuses(signedAt(Instant.EPOCH).build(), RejectionReason.TIMESTAMP_STALE);
    }

    @Test
    void timeLeftOut_doesNotSwitchTheCheckOff() {
        String withoutTime = hmacHex(SECRET, bytes("."), BODY);
        TARGET.refuses(post(BODY).header("X-Signature", withoutTime).build(), RejectionReason.TIMESTAMP_MISSING);
        TARGET.refuses(
                post(BODY).header("X-Signature", hmacHex(SECRET, BODY)).build(), RejectionReason.TIMESTAMP_MISSING);
        TARGET.refuses(signedAt("").build(), RejectionReason.TIMESTAMP_MALFORMED);
    }

    @Test
    void freshTimeThatWasNotSigned_doesNotRescueAnOldDelivery() {
        Instant old = NOW.minus(Duration.ofHours(1));
        TARGET.refuses(
                post(BODY)
                        .header("X-Time", Long.toString(NOW.getEpochSecond()))
                        .header("X-Signature", hmacHex(SECRET, bytes(old.getEpochSecond() + "."), BODY))
                        .build(),
                RejectionReason.SIGNATURE_MISMATCH);
    }

    @Test
    void timeInTheFuture_doesNotStretchTheWindow() {
        TARGET.takes(signedAt(NOW.plus(TOLERANCE)).build());
        TARGET.refuses(signedAt(NOW.plus(TOLERANCE).plusSeconds(1)).build(), RejectionReason.TIMESTAMP_IN_FUTURE);
        TARGET.refuses(signedAt(NOW.plus(Duration.ofDays(3650))).build(), RejectionReason.TIMESTAMP_IN_FUTURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-9223372036854775808",
                "-9223372036854775807",
                "9223372036854775807",
                "9223372036854775808",
                "-1",
                "-0",
                "99999999999999999999999999999999"
            })
    void timeThatWouldOverflow_isRefused(String time) {
        TARGET.refuses(signedAt(time).build(), RejectionReason.TIMESTAMP_MALFORMED);
    }

    /** Eleven digits of seconds last until the year 5138. */
    @Test
    void timeOfElevenDigits_isReadAndOneOfTwelveIsNot() {
        TARGET.refuses(signedAt("99999999999").build(), RejectionReason.TIMESTAMP_IN_FUTURE);
        TARGET.refuses(signedAt("100000000000").build(), RejectionReason.TIMESTAMP_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795255200abc",
                "1e9",
                "NaN",
                "Infinity",
                "+1795255200",
                "01795255200",
                "0x6b0157a0",
                "1795255200.0",
                "1,795,255,200",
                "1795 255200",
                "\u0661\u0667\u0669\u0665\u0662\u0665\u0665\u0662\u0660\u0660",
                "\uff11\uff17\uff19\uff15\uff12\uff15\uff15\uff12\uff10\uff10",
                "\n1795255200",
                "2026-11-21T10:00:00Z"
            })
    void timeThatIsNoPlainNumber_isRefusedThoughItIsSigned(String time) {
        TARGET.refuses(signedAt(time).build(), RejectionReason.TIMESTAMP_MALFORMED);
    }

    @Test
    void milliseconds_areNotTakenForSecondsNorTheReverse() {
        SignatureScheme millis = SignatureScheme.hmacSha256("X-Signature", "{hex}")
                .signed("{timestamp}.{body}")
                .timestamp(TimestampRule.millisInHeader("X-Time"))
                .build();
        String inMillis = Long.toString(NOW.toEpochMilli());
        TARGET.refuses(signedAt(inMillis).build(), RejectionReason.TIMESTAMP_MALFORMED);
        Target.of(millis, SECRET).takes(signedAt(inMillis).build());
        Target.of(millis, SECRET).refuses(signedAt(NOW).build(), RejectionReason.TIMESTAMP_STALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-0.000000001S", "PT10M0.000000001S"})
    void toleranceThatWouldSwitchTheCheckOff_stopsTheStart(String tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimestampRule.secondsInHeader("X-Time").within(Duration.parse(tolerance)))
                .withMessageContaining("tolerance must be more than 0");
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void clockThatIsAnHourOff_losesNothingOnceItIsSet(long secondsOff) {
        WebhookReceiver<RawEvent> receiver = receiver();
        now.set(NOW.plusSeconds(secondsOff));
        assertThat(send(receiver, signedAt(NOW))).isEqualTo("401 -");

        now.set(NOW.plusSeconds(10));

        assertThat(send(receiver, signedAt(NOW))).isEqualTo("200 handled");
    }

    /** As the signature proves, they are authentic; a sender may take a 401 for the last word. */
    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void clockThatIsAnHourOff_isOurFaultOnceThreeDeliveriesSaySo(long secondsOff) {
        WebhookReceiver<RawEvent> receiver = receiver();
        now.set(NOW.plusSeconds(secondsOff));
        assertThat(send(receiver, signedAt(NOW))).isEqualTo("401 -");
        assertThat(send(receiver, signedAt(NOW.plusSeconds(1)))).isEqualTo("401 -");
        assertThat(receiver.clockProblem()).isEmpty();

        assertThat(send(receiver, signedAt(NOW.plusSeconds(2)))).isEqualTo("503 -");

        assertThat(receiver.clockSkew()).contains(Duration.ofSeconds(secondsOff - 1));
        assertThat(receiver.clockProblem()).isPresent();
        assertThat(send(receiver, signedAt(NOW.plusSeconds(2)).header("X-Signature", "forged")))
                .isEqualTo("401 -");
        now.set(NOW.plusSeconds(10));
        assertThat(send(receiver, signedAt(NOW.plusSeconds(2)))).isEqualTo("200 handled");
    }

    @Test
    void oldDeliveryThatIsReplayedAgainAndAgain_doesNotMakeTheClockSuspect() {
        WebhookReceiver<RawEvent> receiver = receiver();
        for (int i = 0; i < 5; i++) {
            assertThat(send(receiver, signedAt(NOW.minusSeconds(3600)))).isEqualTo("401 -");
        }
        assertThat(receiver.clockProblem()).isEmpty();
    }

    @Test
    void oldDeliveriesAmongTimelyOnes_areNotAuthentic() {
        WebhookReceiver<RawEvent> receiver = receiver();
        for (int i = 0; i < 4; i++) {
            now.set(NOW.plusSeconds(i));
            assertThat(send(receiver, signedAt(NOW.plusSeconds(i)))).startsWith("200 ");
        }
        for (int i = 0; i < 3; i++) {
            assertThat(send(receiver, signedAt(NOW.minusSeconds(3600 + i)))).isEqualTo("401 -");
        }
    }

    @Test
    void reasonOfAnUntimelyDelivery_namesTheClock() {
        assertThat(RejectionReason.TIMESTAMP_STALE.advice()).contains("clock");
        assertThat(RejectionReason.TIMESTAMP_IN_FUTURE.advice()).contains("clock");
    }

    /** A signature from the edge of the future is good for twice the tolerance; the claim must outlive it. */
    @Test
    void deliveryFromTheEdgeOfTheFuture_isADuplicateUntilItIsStale() {
        WebhookReceiver<RawEvent> receiver = receiver();
        Instant signed = NOW.plus(TOLERANCE);
        assertThat(send(receiver, signedAt(signed))).isEqualTo("200 handled");

        now.set(NOW.plus(TOLERANCE).plusSeconds(1));
        assertThat(send(receiver, signedAt(signed))).isEqualTo("200 duplicate");
        now.set(signed.plus(TOLERANCE));
        assertThat(send(receiver, signedAt(signed))).isEqualTo("200 duplicate");
        now.set(signed.plus(TOLERANCE).plusSeconds(1));
        assertThat(send(receiver, signedAt(signed))).isEqualTo("401 -");
        assertThat(handled).hasSize(1);
    }

    @Test
    void memoryThatIsShorterThanTheReplayWindow_stopsTheStart() {
        Provider<RawEvent> neverRetries = Presets.of("never-retries", TIMED, Duration.ZERO);
        var builder = WebhookReceiver.builder("timed", neverRetries).secrets(SecretRing.of(SECRET));
        builder.lease(Duration.ofSeconds(1)).retention(TOLERANCE.multipliedBy(2).minusNanos(1));
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("retention");
        assertThat(builder.retention(TOLERANCE.multipliedBy(2)).build()).isNotNull();
    }
}

package io.countersign;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.OTHER;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.post;
import static io.countersign.verify.Requests.statusPulse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.TestProvider.TestEvent;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.dedup.SettleResult;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final List<DeliveryReport> reports = new ArrayList<>();
    private final List<String> handled = new ArrayList<>();

    private ReceiverBuilder<TestEvent> builder() {
        return WebhookReceiver.builder("endpoint", new TestProvider())
                .secrets(SecretRing.of(SECRET))
                .clock(now::get)
                .listener(reports::add);
    }

    private Answer deliver(WebhookReceiver<TestEvent> receiver, String body) {
        return receiver.receive(
                signed(body), received -> handled.add(received.event().text()));
    }

    private static Delivery signed(String body) {
        return statusPulse(SECRET, bytes(body)).build();
    }

    private static Reception.Accepted<TestEvent> accept(WebhookReceiver<TestEvent> receiver, String body) {
        Reception<TestEvent> reception = receiver.receive(signed(body));
        assertThat(reception).isInstanceOf(Reception.Accepted.class);
        return (Reception.Accepted<TestEvent>) reception;
    }

    private DeliveryReport lastReport() {
        return reports.get(reports.size() - 1);
    }

    private static String outcome(Answer answer) {
        return answer.status() + " " + answer.headers().getOrDefault("Webhook-Outcome", "-");
    }

    @Test
    void receive_newEvent_isHandledOnceAndARetryIsADuplicate() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 handled");
        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 duplicate");

        assertThat(handled).containsExactly("one");
        assertThat(reports).extracting(DeliveryReport::outcome).containsExactly(Outcome.HANDLED, Outcome.DUPLICATE);
    }

    @Test
    void receive_handledEvent_isReportedWithWhatWasProvedAndHowLongItTook() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        receiver.receive(signed("e1:one"), received -> now.set(NOW.plusMillis(250)));

        assertThat(lastReport())
                .isEqualTo(new DeliveryReport(
                        "endpoint", Outcome.HANDLED, null, Trust.SIGNED_BODY, "current", 6, Duration.ofMillis(250)));
    }

    @Test
    void receive_notAuthentic_isAnsweredAlikeWhateverTheReason() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        Answer forged =
                receiver.receive(statusPulse(OTHER, bytes("e1:one")).build(), received -> handled.add("forged"));
        Answer unsigned = receiver.receive(post(bytes("e1:one")).build(), received -> handled.add("unsigned"));

        assertThat(forged).isEqualTo(unsigned).isEqualTo(new Answer(401, Map.of(), "not authentic\n"));
        assertThat(handled).isEmpty();
        assertThat(reports)
                .extracting(DeliveryReport::reason)
                .containsExactly(RejectionReason.SIGNATURE_MISMATCH, RejectionReason.SIGNATURE_MISSING);
        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 handled");
    }

    @Test
    void receive_noSecretLive_asksForARetry() {
        WebhookReceiver<TestEvent> receiver =
                builder().secrets(SecretRing.of(SECRET.acceptUntil(NOW))).build();

        assertThat(deliver(receiver, "e1:one"))
                .isEqualTo(new Answer(503, Map.of("Retry-After", "10"), "retry later\n"));
        assertThat(lastReport().reason()).isEqualTo(RejectionReason.NO_LIVE_SECRET);
    }

    @Test
    void receive_verifiedButNotThePayload_is422AndMakesNoClaim() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        assertThat(outcome(deliver(receiver, "not a line"))).isEqualTo("422 -");
        assertThat(lastReport().outcome()).isEqualTo(Outcome.NOT_THE_PAYLOAD);
    }

    @Test
    void receive_bugInTheProvider_asksForARetryAndDoesNotThrow() {
        assertThat(outcome(deliver(builder().build(), "e1:bug"))).isEqualTo("503 -");
    }

    @Test
    void receive_handlerThatFails_asksForARetryWhichIsHandledAgain() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        List<Integer> attempts = new ArrayList<>();

        Answer first = receiver.receive(signed("e1:one"), received -> {
            attempts.add(received.attempt());
            throw new IllegalStateException("the pager is down");
        });
        Answer second = receiver.receive(signed("e1:one"), received -> attempts.add(received.attempt()));

        assertThat(first).isEqualTo(new Answer(503, Map.of("Retry-After", "10"), "retry later\n"));
        assertThat(outcome(second)).isEqualTo("200 handled");
        assertThat(attempts).containsExactly(1, 2);
    }

    @Test
    void receive_handlerThatIsInterrupted_asksForARetryAndStaysInterrupted() {
        Answer answer = builder().build().receive(signed("e1:one"), received -> {
            throw new InterruptedException();
        });

        assertThat(outcome(answer)).isEqualTo("503 -");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void receive_handlerThatRefuses_answersAllRetriesAlikeWithoutTheHandler() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        Answer first = receiver.receive(signed("e1:one"), received -> {
            throw new RefusedException(410, "we do not know this monitor");
        });
        Answer second = deliver(receiver, "e1:one");

        assertThat(first.status()).isEqualTo(410);
        assertThat(second.status()).isEqualTo(410);
        assertThat(handled).isEmpty();
        assertThat(reports).extracting(DeliveryReport::outcome).containsExactly(Outcome.REFUSED, Outcome.DUPLICATE);
    }

    @Test
    void receive_whileAnotherRequestHandlesIt_is503WithTheRestOfTheLeaseAtMostHalfAMinute() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        Reception.Accepted<TestEvent> first = accept(receiver, "e1:one");

        assertThat(deliver(receiver, "e1:one").headers()).containsEntry("Retry-After", "30");
        now.set(NOW.plusMillis(45_500));
        assertThat(deliver(receiver, "e1:one"))
                .isEqualTo(new Answer(503, Map.of("Retry-After", "15"), "retry later\n"));
        assertThat(outcome(first.settlement().handled(200))).isEqualTo("200 handled");
        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 duplicate");
        assertThat(handled).isEmpty();
    }

    @Test
    void receive_sameIdWithAnotherBody_isHandledAsNewAndFlagged() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        deliver(receiver, "e1:one");
        List<Boolean> flags = new ArrayList<>();

        Answer conflict = receiver.receive(signed("e1:two"), received -> {
            handled.add(received.event().text());
            flags.add(received.isConflict());
        });

        assertThat(outcome(conflict)).isEqualTo("200 conflict");
        assertThat(flags).containsExactly(true);
        assertThat(outcome(deliver(receiver, "e1:two"))).isEqualTo("200 duplicate");
        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 duplicate");
        assertThat(handled).containsExactly("one", "two");
    }

    @Test
    void receive_sameIdWithAnotherBodyWhereThatIsRefused_is422() {
        WebhookReceiver<TestEvent> receiver = builder().refuseConflicts().build();
        deliver(receiver, "e1:one");

        assertThat(outcome(deliver(receiver, "e1:two"))).isEqualTo("422 -");
        assertThat(lastReport().outcome()).isEqualTo(Outcome.CONFLICT_REFUSED);
        assertThat(handled).containsExactly("one");
    }

    @Test
    void receive_envelopeWithOneFailing_asksForARetryOfWhichOnlyThatIsHandled() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        String envelope = "e1:one\ne2:two\ne3:three";

        Answer first = receiver.receive(signed(envelope), received -> {
            if (received.event().id().equals("e2")) {
                throw new IllegalStateException("downstream");
            }
            handled.add(received.event().text());
        });
        Answer second = deliver(receiver, envelope);

        assertThat(outcome(first)).isEqualTo("503 -");
        assertThat(outcome(second)).isEqualTo("200 handled");
        assertThat(handled).containsExactly("one", "three", "two");
        assertThat(outcome(deliver(receiver, envelope))).isEqualTo("200 duplicate");
    }

    @Test
    void receive_envelopeWithOneInProgressElsewhere_handlesTheRestAndAsksForARetry() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        Reception.Accepted<TestEvent> elsewhere = accept(receiver, "e2:two");

        assertThat(deliver(receiver, "e1:one\ne2:two").status()).isEqualTo(503);
        assertThat(lastReport().outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(handled).containsExactly("one");
        elsewhere.settlement().handled(200);
        assertThat(outcome(deliver(receiver, "e1:one\ne2:two"))).isEqualTo("200 duplicate");
    }

    @Test
    void receive_envelopeWithOneConflictWhereThoseAreRefused_handlesTheRestAndIs422() {
        WebhookReceiver<TestEvent> receiver = builder().refuseConflicts().build();
        deliver(receiver, "e1:one");

        assertThat(outcome(deliver(receiver, "e1:two\ne2:new"))).isEqualTo("422 -");
        assertThat(lastReport().outcome()).isEqualTo(Outcome.CONFLICT_REFUSED);
        assertThat(handled).containsExactly("one", "new");
    }

    @Test
    void receive_envelopeWithOneEventTwice_handlesItOnce() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        assertThat(outcome(deliver(receiver, "e1:one\ne1:one"))).isEqualTo("200 handled");
        assertThat(handled).containsExactly("one");
    }

    @Test
    void receive_envelopeWithOneIdTwiceAndDifferentBodies_handlesBoth() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        assertThat(outcome(deliver(receiver, "e1:one\ne1:two"))).isEqualTo("200 conflict");
        assertThat(handled).containsExactly("one", "two");
    }

    @Test
    void receive_emptyEnvelope_isHandledWithoutTheHandler() {
        assertThat(outcome(deliver(builder().build(), ""))).isEqualTo("200 handled");
        assertThat(handled).isEmpty();
    }

    @Test
    void receive_storeThatCannotTell_givesBackWhatWasClaimedAndAsksForARetry() {
        InMemoryDedupStore memory = InMemoryDedupStore.builder().clock(now::get).build();
        DedupStore failingOnE2 = new DedupStore() {
            @Override
            public ClaimResult claim(ClaimRequest request) {
                return request.key().id().equals("e2")
                        ? new ClaimResult.Unavailable("connection refused")
                        : memory.claim(request);
            }

            @Override
            public SettleResult complete(Claim claim, Completion completion) {
                return memory.complete(claim, completion);
            }

            @Override
            public SettleResult release(Claim claim) {
                return memory.release(claim);
            }

            @Override
            public SettleResult renew(Claim claim, Duration lease) {
                return memory.renew(claim, lease);
            }
        };
        WebhookReceiver<TestEvent> receiver = builder().dedup(failingOnE2).build();

        assertThat(outcome(deliver(receiver, "e1:one\ne2:two"))).isEqualTo("503 -");
        assertThat(handled).isEmpty();
        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 handled");
    }

    @Test
    void receive_completionThatIsUnknown_isStillAnswered200BecauseTheEffectIsDone() {
        DedupStore forgetful = new DedupStore() {
            private final InMemoryDedupStore memory =
                    InMemoryDedupStore.builder().build();

            @Override
            public ClaimResult claim(ClaimRequest request) {
                return memory.claim(request);
            }

            @Override
            public SettleResult complete(Claim claim, Completion completion) {
                return SettleResult.UNKNOWN;
            }

            @Override
            public SettleResult release(Claim claim) {
                return SettleResult.UNKNOWN;
            }

            @Override
            public SettleResult renew(Claim claim, Duration lease) {
                return SettleResult.UNKNOWN;
            }
        };

        assertThat(outcome(deliver(builder().dedup(forgetful).build(), "e1:one")))
                .isEqualTo("200 handled");
    }

    @Test
    void settlement_ofTheApplication_completesReleasesOrRefuses() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        assertThat(outcome(accept(receiver, "e1:one").settlement().handled(202)))
                .isEqualTo("202 handled");
        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 duplicate");
        assertThat(outcome(accept(receiver, "e2:two").settlement().refused(404)))
                .isEqualTo("404 -");
        assertThat(deliver(receiver, "e2:two").status()).isEqualTo(404);
        assertThat(outcome(accept(receiver, "e3:three").settlement().failed("it failed")))
                .isEqualTo("503 -");
        assertThat(outcome(deliver(receiver, "e3:three"))).isEqualTo("200 handled");
    }

    @Test
    void settlement_calledTwice_countsOnce() {
        Settlement settlement = accept(builder().build(), "e1:one").settlement();

        Answer first = settlement.handled(200);

        assertThat(settlement.failed("too late")).isSameAs(first);
        assertThat(reports).hasSize(1);
    }

    @Test
    void settlement_handledAfterAnEventFailedOnItsOwn_asksForARetry() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        Reception.Accepted<TestEvent> accepted = accept(receiver, "e1:one\ne2:two");
        accepted.received().forEach(received -> {
            if (received.event().id().equals("e1")) {
                throw new IllegalStateException("downstream");
            }
        });

        assertThat(outcome(accepted.settlement().handled(200))).isEqualTo("503 -");
        assertThat(accept(receiver, "e1:one\ne2:two").received().events())
                .extracting(ReceivedEvent::id)
                .containsExactly("e1");
    }

    @Test
    void listener_thatThrows_changesNothing() {
        WebhookReceiver<TestEvent> receiver = builder()
                .listener(report -> {
                    throw new IllegalStateException("metrics are down");
                })
                .build();

        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 handled");
    }

    private static Delivery head(String method) {
        return Delivery.of(method, "/webhooks/test")
                .peer("127.0.0.1")
                .receivedAt(NOW)
                .build();
    }

    private static Delivery from(String peer) {
        return Delivery.post("/webhooks/test")
                .peer(peer)
                .encrypted(true)
                .receivedAt(NOW)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", ""})
    void screen_methodOtherThanPost_is405WithAllow(String method) {
        Optional<Answer> answer = builder().build().screen(head(method), -1);

        assertThat(answer).contains(new Answer(405, Map.of("Allow", "POST"), ""));
    }

    @Test
    void screen_handshakeOfTheProvider_is200AndNothingElse() {
        WebhookReceiver<TestEvent> receiver = WebhookReceiver.builder("endpoint", new TestProvider("GET", "HEAD"))
                .secrets(SecretRing.of(SECRET))
                .build();

        assertThat(receiver.screen(head("GET"), -1)).contains(new Answer(200, Map.of(), ""));
        assertThat(receiver.screen(head("PUT"), -1)).contains(new Answer(405, Map.of("Allow", "GET, HEAD, POST"), ""));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, true", "100, true", "101, false", "9223372036854775807, false"})
    void screen_declaredLength_isBoundedAtTheLimit(long length, boolean admitted) {
        Optional<Answer> answer = builder().maxBodyBytes(100).build().screen(head("POST"), length);

        assertThat(answer.isEmpty()).isEqualTo(admitted);
        answer.ifPresent(refusal -> {
            assertThat(refusal.status()).isEqualTo(413);
            assertThat(refusal.headers()).containsEntry("Connection", "close");
        });
    }

    @ParameterizedTest
    @CsvSource({"gzip, 415", "br, 415", "'gzip, identity', 415", "identity, 0", "Identity, 0"})
    void screen_encodedBody_is415(String encoding, int status) {
        Optional<Answer> answer = builder()
                .build()
                .screen(
                        Delivery.post("/")
                                .header("content-encoding", encoding)
                                .encrypted(true)
                                .receivedAt(NOW)
                                .build(),
                        10);

        assertThat(answer.map(Answer::status).orElse(0)).isEqualTo(status);
    }

    @Test
    void screen_shuttingDown_asksForARetry() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        receiver.beginShutdown();

        assertThat(receiver.screen(head("POST"), 1)).contains(OutcomeTable.answer(Outcome.RETRY_LATER));
    }

    @Test
    void screen_tooManyOfOnePeer_is429UntilItWaited() {
        WebhookReceiver<TestEvent> receiver = builder()
                .peerLimit(PeerLimit.of(2, Duration.ofSeconds(60), now::get))
                .build();
        assertThat(receiver.screen(from("10.0.0.1"), 1)).isEmpty();
        assertThat(receiver.screen(from("10.0.0.1"), 1)).isEmpty();

        assertThat(receiver.screen(from("10.0.0.1"), 1))
                .contains(new Answer(429, Map.of("Retry-After", "30"), "too many requests\n"));
        assertThat(receiver.screen(from("10.0.0.2"), 1)).isEmpty();
        now.set(NOW.plusSeconds(30));
        assertThat(receiver.screen(from("10.0.0.1"), 1)).isEmpty();
    }

    @Test
    void screen_handshakeOfAPeerOverItsLimit_is429() {
        WebhookReceiver<TestEvent> receiver = WebhookReceiver.builder("endpoint", new TestProvider("GET"))
                .secrets(SecretRing.of(SECRET))
                .peerLimit(PeerLimit.of(1, Duration.ofSeconds(60), now::get))
                .build();
        Delivery greeting = Delivery.of("GET", "/webhooks/test")
                .peer("10.0.0.1")
                .encrypted(true)
                .receivedAt(NOW)
                .build();

        assertThat(receiver.screen(greeting, -1)).contains(new Answer(200, Map.of(), ""));
        assertThat(receiver.screen(greeting, -1))
                .contains(new Answer(429, Map.of("Retry-After", "30"), "too many requests\n"));
    }

    @Test
    void registration_unsignedPost_is200AndNotHandledUntilItsInstant() {
        WebhookReceiver<TestEvent> receiver =
                builder().registrationUntil(NOW.plusNanos(1)).build();
        Delivery.Builder unsigned = post(bytes("e1:one"));

        assertThat(receiver.receive(unsigned.build(), received -> handled.add("unsigned")))
                .isEqualTo(new Answer(200, Map.of(), ""));
        assertThat(lastReport().outcome()).isEqualTo(Outcome.HANDSHAKE);
        assertThat(lastReport().trust()).isNull();
        assertThat(receiver.receive(unsigned.receivedAt(NOW.plusNanos(1)).build(), received -> handled.add("late")))
                .isEqualTo(new Answer(401, Map.of(), "not authentic\n"));
        assertThat(handled).isEmpty();
        assertThat(outcome(deliver(receiver, "e1:one"))).isEqualTo("200 handled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=00", "none"})
    void registration_postWithAnySignatureThatIsNotRight_is401(String signature) {
        WebhookReceiver<TestEvent> receiver =
                builder().registrationUntil(NOW.plusSeconds(60)).build();
        Delivery signed = post(bytes("e1:one"))
                .header("X-StatusPulse-Signature", signature)
                .build();
        Delivery forged = statusPulse(OTHER, bytes("e1:one")).build();

        assertThat(receiver.receive(signed, received -> handled.add("signed")).status())
                .isEqualTo(401);
        assertThat(receiver.receive(forged, received -> handled.add("forged")).status())
                .isEqualTo(401);
        assertThat(handled).isEmpty();
    }

    @Test
    void registration_postWithASignatureInTheOtherSetOfHeaders_is401() {
        WebhookReceiver<TestEvent> receiver = builder()
                .scheme(Schemes.svix())
                .secrets(SecretRing.of(SigningSecret.of("svix", "whsec_c2VjcmV0LW9mLWVub3VnaC1ieXRlcy4u")))
                .registrationUntil(NOW.plusSeconds(60))
                .build();
        Delivery halfSigned =
                post(bytes("e1:one")).header("webhook-signature", "v1,").build();

        assertThat(receiver.receive(halfSigned, received -> handled.add("half")).status())
                .isEqualTo(401);
        assertThat(receiver.receive(post(bytes("e1:one")).build(), received -> handled.add("unsigned"))
                        .status())
                .isEqualTo(200);
        assertThat(handled).isEmpty();
    }

    @Test
    void registration_ofASenderThatDoesNotSign_stopsTheStart() {
        ReceiverBuilder<TestEvent> builder =
                builder().scheme(SharedSecretScheme.bearer()).registrationUntil(NOW);

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("remove it");
    }

    @Test
    void build_providerWithoutADefaultAndNoScheme_saysWhatToChoose() {
        TestProvider silent = new TestProvider();
        assertThatIllegalStateException()
                .isThrownBy(() -> WebhookReceiver.builder("endpoint", silent).build())
                .withMessageContaining("no secret, no start");
    }

    @Test
    void build_unauthenticatedByName_carriesItsTrust() {
        WebhookReceiver<TestEvent> receiver = WebhookReceiver.builder("endpoint", new TestProvider())
                .scheme(new UnauthenticatedScheme())
                .build();
        List<Trust> trust = new ArrayList<>();

        receiver.receive(
                post(bytes("e1:one")).build(),
                received -> trust.add(received.delivery().trust()));

        assertThat(trust).containsExactly(Trust.UNAUTHENTICATED);
    }

    @Test
    void build_retention_mustReachTheRetryHorizon() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().retention(Duration.ofHours(2).minusNanos(1)).build())
                .withMessageContaining("PT2H");
        assertThat(builder().retention(Duration.ofHours(2)).build()).isNotNull();
    }

    @Test
    void build_retention_mustReachTwiceTheTolerance() {
        SignatureScheme timed = SignatureScheme.hmacSha256("X-S", "{hex}")
                .timestamp(TimestampRule.secondsInHeader("X-T"))
                .build();
        ReceiverBuilder<TestEvent> builder = builder().scheme(timed).lease(Duration.ofHours(3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.retention(Duration.ofHours(2)).build())
                .withMessageContaining("lease");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "67108864, true", "67108865, false"})
    void build_maxBody_isOneByteTo64MiB(int bytes, boolean accepted) {
        if (accepted) {
            assertThat(builder().maxBodyBytes(bytes).build()).isNotNull();
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> builder().maxBodyBytes(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a\nb"})
    void build_nameThatCannotBeShown_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookReceiver.builder(name, new TestProvider()));
    }

    @Test
    void refusedException_needsA4xx() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RefusedException(399, "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RefusedException(500, "r"));
        assertThat(new RefusedException(400, "r").status()).isEqualTo(400);
        assertThat(new RefusedException(499, "r").status()).isEqualTo(499);
    }
}

package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.PeerLimit;
import io.countersign.PeerPolicy;
import io.countersign.TrustedProxies;
import io.countersign.WebhookReceiver;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows that are decided before a body is read. */
abstract class ScreeningRows {
    abstract Bench bench();

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void anotherMethod_is405AndNamesThoseAllowed(String method) throws Exception {
        var application = bench().start(bench().statusPulse());
        HttpResponse<String> answer = bench().send(Bench.opened("INC-1").withMethod(method));
        Answered.plainly(answer, 405);
        assertThat(answer.headers().allValues("Allow")).containsExactly("GET, HEAD, POST");
        assertNothingHappened(application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void handshakeOfTheProvider_is200AndNotHandled(String method) throws Exception {
        var application = bench().start(bench().statusPulse());
        HttpResponse<String> answer =
                bench().send(Bench.signed(new byte[0]).withMethod(method).withoutHeader("X-StatusPulse-Signature"));
        Answered.plainly(answer, 200);
        assertThat(answer.body()).isEmpty();
        assertNothingHappened(application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void handshakeThatTheProviderDoesNotKnow_is405(String method) throws Exception {
        var application = bench().start(bench().anyBody());
        HttpResponse<String> answer = bench().send(Bench.signed(new byte[0]).withMethod(method));
        Answered.plainly(answer, 405);
        assertThat(answer.headers().allValues("Allow")).containsExactly("POST");
        assertNothingHappened(application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void encodedBody_is415(String encoding) throws Exception {
        var application = bench().start(bench().statusPulse());
        Answered.plainly(bench().send(Bench.opened("INC-1").withHeader("Content-Encoding", encoding)), 415);
        assertNothingHappened(application);
    }

    @Test
    void encodingOnASecondLine_is415() throws Exception {
        var application = bench().start(bench().statusPulse());
        HttpResponse<String> answer = bench().send(Bench.opened("INC-1")
                .withHeader("Content-Encoding", "identity")
                .withHeader("Content-Encoding", "gzip"));
        Answered.plainly(answer, 415);
        assertNothingHappened(application);
    }

    @Test
    void bodyThatIsExpresslyNotEncoded_isHandled() throws Exception {
        bench().start(bench().statusPulse());
        Answered.withOutcome(
                bench().send(Bench.opened("INC-1").withHeader("Content-Encoding", "identity")), 200, "handled");
    }

    @Test
    void tooManyOfOnePeer_is429UntilItWaited() throws Exception {
        var application =
                bench().start(bench().statusPulse().peerLimit(PeerLimit.of(2, Duration.ofSeconds(60), bench().clock)));
        bench().send(Bench.opened("INC-1"));
        Answered.plainly(bench().send(Bench.opened("INC-1").tampered()), 401);
        Answered.asksToWait(bench().send(Bench.opened("INC-2")), 429);
        assertThat(application.handled()).isEqualTo(1);
        assertThat(bench().store.claims()).isEqualTo(1);
        bench().clock.advance(Duration.ofSeconds(30));
        Answered.withOutcome(bench().send(Bench.opened("INC-2")), 200, "handled");
    }

    /** Behind no proxy that is known, a client is who holds the connection's other end, whatever it writes. */
    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 203.0.113.9", "Forwarded, for=203.0.113.9", "X-Real-IP, 203.0.113.9"})
    void addressThatAClientGivesItself_isNotBelieved(String header, String value) throws Exception {
        var application = bench().start(bench().statusPulse()
                .peers(PeerPolicy.builder()
                        .allow(List.of("203.0.113.9"))
                        .enforceAllowed()
                        .build()));
        Answered.plainly(bench().send(Bench.opened("INC-1").withHeader(header, value)), 401);
        assertNothingHappened(application);
    }

    @Test
    void addressThatATrustedProxyNames_isTheClients() throws Exception {
        bench().start(bench().statusPulse()
                .peers(behindProxyHere()
                        .allow(List.of("203.0.113.9"))
                        .enforceAllowed()
                        .build()));
        Answered.withOutcome(bench().send(forwarded("INC-1", "203.0.113.9", "https")), 200, "handled");
        Answered.plainly(bench().send(forwarded("INC-2", "203.0.113.9, 203.0.113.10", "https")), 401);
    }

    @Test
    void senderThatCameToATrustedProxyWithoutTls_isAskedToRetry() throws Exception {
        var application =
                bench().start(bench().statusPulse().peers(behindProxyHere().build()));
        Answered.retryLater(bench().send(forwarded("INC-1", "203.0.113.9", "http")));
        Answered.retryLater(bench().send(Bench.opened("INC-1").withHeader("X-Forwarded-For", "203.0.113.9")));
        assertNothingHappened(application);
        Answered.withOutcome(bench().send(forwarded("INC-1", "203.0.113.9", "https")), 200, "handled");
    }

    /** Without it, whatever does not come from this machine is refused. */
    @Test
    void connection_isToldToBeEncryptedOrNot() throws Exception {
        var application = bench().start(bench().statusPulse());
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "handled");
        assertThat(application.lastDelivery().delivery().delivery().encrypted()).contains(false);
    }

    private static PeerPolicy.Builder behindProxyHere() {
        return PeerPolicy.builder()
                .trustedProxies(
                        TrustedProxies.of(TrustedProxies.Header.X_FORWARDED_FOR, List.of("127.0.0.0/8", "::1")));
    }

    private static SignedRequest forwarded(String incidentId, String client, String protocol) {
        return Bench.opened(incidentId).withHeader("X-Forwarded-For", client).withHeader("X-Forwarded-Proto", protocol);
    }

    @Test
    void declaredSizeOverTheLimit_is413BeforeTheBodyComesAndCloses() throws Exception {
        var application = bench().start(bench().anyBody());
        try (RawConnection connection = bench().connect()) {
            byte[] body = "x".repeat(Bench.MAX_BODY_BYTES + 1).getBytes(US_ASCII);
            connection.head(Bench.signed(body), "Content-Length: " + body.length);
            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers()).containsEntry("Connection", "close").doesNotContainKey("Webhook-Outcome");
            connection.writeRest(body);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertNothingHappened(application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "9223372036854775807", "9223372036854775808", "-1", "1e3"})
    void declaredSizeThatNoBodyHas_isRefusedWithoutWaitingForIt(String length) throws Exception {
        var application = bench().start(bench().anyBody());
        try (RawConnection connection = bench().connect()) {
            connection.head(Bench.signed(new byte[0]), "Content-Length: " + length);
            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).isIn(400, 413);
            assertThat(answer.headers()).containsEntry("Connection", "close");
        }
        assertNothingHappened(application);
    }

    @Test
    void shuttingDown_asksForARetry() throws Exception {
        WebhookReceiver<?> receiver = bench().statusPulse().build();
        var application = bench().start(receiver);
        receiver.beginShutdown();
        Answered.retryLater(bench().send(Bench.opened("INC-1")));
        assertNothingHappened(application);
    }

    @Test
    void answerBeforeTheBodyWasRead_leavesNothingOfItToTheNextRequest() throws Exception {
        var application = bench().start(bench().anyBody());
        try (RawConnection connection = bench().connect()) {
            byte[] smuggled =
                    "POST /smuggled HTTP/1.1\r\nHost: contract\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
            connection
                    .head(
                            Bench.signed(smuggled).withHeader("Content-Encoding", "gzip"),
                            "Content-Length: " + smuggled.length)
                    .writeRest(smuggled);
            assertThat(connection.read().status()).isEqualTo(415);
            Optional<RawConnection.Answer> next = connection.postUnlessClosed(Bench.signed("next".getBytes(US_ASCII)));
            if (next.isPresent()) {
                assertThat(next.get().status()).isEqualTo(200);
                assertThat(application.lastBody()).asString(US_ASCII).isEqualTo("next");
            }
        }
    }

    private void assertNothingHappened(RecordingApplication<?> application) {
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
    }
}

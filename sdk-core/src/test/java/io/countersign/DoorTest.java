package io.countersign;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.TestProvider.TestEvent;
import io.countersign.TrustedProxies.Header;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class DoorTest {
    private static final Answer NOT_AUTHENTIC = new Answer(401, Map.of(), "not authentic\n");
    private static final Answer RETRY = new Answer(503, Map.of("Retry-After", "10"), "retry later\n");
    private static final TrustedProxies TEN = TrustedProxies.of(Header.X_FORWARDED_FOR, List.of("10.0.0.0/8"));

    @TempDir
    static Path folder;

    private static X509Certificate senders;
    private static X509Certificate strangers;

    private final Logger logger = (Logger) LoggerFactory.getLogger(WebhookReceiver.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<DeliveryReport> reports = new ArrayList<>();
    private final List<ReceiverListener.PeerEvent> events = new ArrayList<>();
    private final ReceiverListener listener = new ReceiverListener() {
        @Override
        public void answered(DeliveryReport report) {
            reports.add(report);
        }

        @Override
        public void connected(String endpoint, PeerEvent what) {
            assertThat(endpoint).isEqualTo("endpoint");
            events.add(what);
        }
    };

    @BeforeAll
    static void makeCertificates() throws Exception {
        senders = Certificates.of(
                folder, "CN=Hooks, O=\"Sender, Inc.\", C=DE", "-ext", "san=dns:hooks.example.com,dns:two.example.com");
        strangers = Certificates.of(
                folder, "CN=hooks.example.com, O=Stranger, C=DE", "-ext", "san=email:hooks.example.com");
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    private List<String> log() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private ReceiverBuilder<TestEvent> builder() {
        return WebhookReceiver.builder("endpoint", new TestProvider("GET"))
                .secrets(SecretRing.of(SECRET))
                .clock(() -> NOW)
                .listener(listener);
    }

    private WebhookReceiver<TestEvent> receiver(PeerPolicy.Builder peers) {
        return builder().peers(peers.build()).build();
    }

    private static PeerPolicy.Builder behindTen() {
        return PeerPolicy.builder().trustedProxies(TEN);
    }

    private static Delivery.Builder plain(String peer) {
        return Delivery.post("/webhooks/test").peer(peer).encrypted(false).receivedAt(NOW);
    }

    private static Delivery.Builder tls(String peer) {
        return plain(peer).encrypted(true);
    }

    private static Optional<Answer> screen(WebhookReceiver<?> receiver, Delivery.Builder head) {
        return receiver.screen(head.build(), 1);
    }

    private RejectionReason lastReason() {
        return reports.get(reports.size() - 1).reason();
    }

    @Test
    void tls_isWantedByDefault_andItsLackAsksForARetryAndSaysWhatToConfigure() {
        WebhookReceiver<TestEvent> receiver = builder().build();

        assertThat(screen(receiver, plain("203.0.113.9"))).contains(RETRY);

        assertThat(reports)
                .containsExactly(new DeliveryReport(
                        "endpoint", Outcome.RETRY_LATER, RejectionReason.NOT_ENCRYPTED, null, null, 0, Duration.ZERO));
        assertThat(log())
                .singleElement()
                .asString()
                .startsWith(
                        "endpoint \"endpoint\": refused a delivery before its body was read: NOT_ENCRYPTED,"
                                + " a delivery came from 203.0.113.9 without TLS; set an https URL at the sender; if TLS ends at")
                .contains("X-Forwarded-Proto", "trusted-proxies", "require-https off");
        assertThat(screen(receiver, tls("203.0.113.9"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "::1", "0:0:0:0:0:0:0:1", "[::1]", "::ffff:127.0.0.1"})
    void thisMachine_needsNoTls(String peer) {
        assertThat(screen(builder().build(), plain(peer))).isEmpty();
    }

    @Test
    void tls_isNotWantedWhereItIsSwitchedOffByName() {
        WebhookReceiver<TestEvent> receiver = receiver(PeerPolicy.builder().allowUnencrypted());

        assertThat(screen(receiver, plain("203.0.113.9"))).isEmpty();
        assertThat(log()).isEmpty();
    }

    /** A signature can be seen by anybody; a secret that is shown cannot. */
    @Test
    void tls_thatIsSwitchedOffWhereASecretIsShown_isSaidAtTheStart() {
        PeerPolicy unencrypted = PeerPolicy.builder().allowUnencrypted().build();

        builder().scheme(SharedSecretScheme.bearer()).build();
        builder().peers(unencrypted).build();
        assertThat(log()).isEmpty();
        builder().scheme(SharedSecretScheme.bearer()).peers(unencrypted).build();

        assertThat(log()).singleElement().asString().contains("need not come by TLS, as configured");
    }

    @Test
    void tls_ofWhichTheAdapterSaysNothing_isNotTakenForGranted() {
        Delivery.Builder untold = Delivery.post("/").peer("203.0.113.9").receivedAt(NOW);

        assertThat(screen(builder().build(), untold)).contains(RETRY);
        assertThat(log()).singleElement().asString().contains("Delivery.Builder.encrypted");
    }

    @Test
    void tls_isWantedOfAHandshakeToo() {
        Delivery.Builder greeting =
                Delivery.of("GET", "/").peer("203.0.113.9").encrypted(false).receivedAt(NOW);

        assertThat(screen(builder().build(), greeting)).contains(RETRY);
        assertThat(screen(builder().build(), greeting.encrypted(true))).contains(new Answer(200, Map.of(), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https | -",
                "http | says that the sender came to it without TLS",
                "- | does not say how the sender came"
            })
    void tls_behindATrustedProxy_isWhatTheProxySays(String proto, String said) {
        WebhookReceiver<TestEvent> receiver = receiver(behindTen());
        Delivery.Builder head = plain("10.0.0.1").header("X-Forwarded-For", "203.0.113.9");

        Optional<Answer> answer = screen(receiver, proto.equals("-") ? head : head.header("X-Forwarded-Proto", proto));

        if (said.equals("-")) {
            assertThat(answer).isEmpty();
            assertThat(log()).isEmpty();
        } else {
            assertThat(answer).contains(RETRY);
            assertThat(log()).singleElement().asString().contains("NOT_ENCRYPTED", said);
        }
    }

    @Test
    void tls_isNotBelievedOfWhoeverIsNoTrustedProxy() {
        WebhookReceiver<TestEvent> receiver = receiver(behindTen());

        assertThat(screen(
                        receiver,
                        plain("203.0.113.9")
                                .header("X-Forwarded-Proto", "https")
                                .header("X-Forwarded-For", "127.0.0.1")))
                .contains(RETRY);
    }

    @Test
    void proxy_thatNobodyToldUsOf_isNamedOnce_andNoStrangerUsesUpTheLine() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        for (String peer : List.of("198.51.100.1", "198.51.100.2", "10.0.3.7", "10.0.3.8")) {
            screen(receiver, tls(peer).header("X-Forwarded-For", "203.0.113.9"));
        }

        assertThat(log()).hasSize(2).allSatisfy(line -> assertThat(line).contains("add it to trusted-proxies"));
        assertThat(log().get(0)).contains("198.51.100.1 says");
        assertThat(log().get(1)).contains("10.0.3.7 says");
        assertThat(events).hasSize(4).containsOnly(ReceiverListener.PeerEvent.UNKNOWN_PROXY);
    }

    @Test
    void proxy_thatIsTrusted_orThatTheServerHasDealtWith_isNoNews() {
        screen(receiver(behindTen()), tls("10.0.0.1").header("X-Forwarded-For", "203.0.113.9"));
        screen(
                receiver(PeerPolicy.builder().trustedProxies(TrustedProxies.alreadyAppliedByServer())),
                tls("203.0.113.9").header("Forwarded", "for=203.0.113.9"));
        screen(builder().build(), tls("203.0.113.9"));

        assertThat(events).isEmpty();
        assertThat(log()).isEmpty();
    }

    @Test
    void peerThatIsNotAllowed_isLetInAndToldOf_sinceAddressesAreAdvice() {
        WebhookReceiver<TestEvent> receiver = receiver(PeerPolicy.builder().allow(List.of("203.0.113.0/28")));

        assertThat(screen(receiver, tls("203.0.113.15"))).isEmpty();
        assertThat(events).isEmpty();
        assertThat(screen(receiver, tls("203.0.113.16"))).isEmpty();
        assertThat(screen(receiver, tls("203.0.113.17"))).isEmpty();

        assertThat(events)
                .containsExactly(ReceiverListener.PeerEvent.NOT_ALLOWED, ReceiverListener.PeerEvent.NOT_ALLOWED);
        assertThat(log())
                .singleElement()
                .asString()
                .contains("a delivery came from 203.0.113.16, which is not among the allowed ones, and is let in");
        assertThat(reports).isEmpty();
    }

    @Test
    void peerThatIsNotAllowed_getsThe401OfAForgedDelivery_whereThatIsEnforced() {
        WebhookReceiver<TestEvent> receiver = receiver(PeerPolicy.builder()
                .allow(List.of("203.0.113.0/28", "2001:db8::/32"))
                .enforceAllowed());

        assertThat(screen(receiver, tls("203.0.113.15"))).isEmpty();
        assertThat(screen(receiver, tls("::ffff:203.0.113.15"))).isEmpty();
        assertThat(screen(receiver, tls("2001:db8::7"))).isEmpty();
        assertThat(screen(receiver, tls("203.0.113.16"))).contains(NOT_AUTHENTIC);
        assertThat(lastReason()).isEqualTo(RejectionReason.PEER_NOT_ALLOWED);
        assertThat(screen(receiver, tls("127.0.0.1"))).contains(NOT_AUTHENTIC);
        assertThat(events).isEmpty();
    }

    @Test
    void addressThatIsForged_doesNotOpenTheDoor() {
        WebhookReceiver<TestEvent> receiver =
                receiver(behindTen().allow(List.of("203.0.113.9")).enforceAllowed());

        for (String header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP")) {
            assertThat(screen(receiver, tls("198.51.100.1").header(header, "203.0.113.9")))
                    .contains(NOT_AUTHENTIC);
        }
        assertThat(screen(receiver, tls("10.0.0.1").header("X-Forwarded-For", "203.0.113.9, 198.51.100.1")))
                .contains(NOT_AUTHENTIC);
        assertThat(screen(receiver, tls("10.0.0.1").header("X-Forwarded-For", "198.51.100.1, 203.0.113.9")))
                .isEmpty();
    }

    /** It is what our own proxy writes that cannot be read, so the sender should come again. */
    @Test
    void clientThatCannotBeTold_isAskedToRetry_whereAddressesAreEnforced() {
        PeerPolicy.Builder peers = behindTen().allow(List.of("203.0.113.9"));
        Delivery.Builder unknown = tls("10.0.0.1").header("X-Forwarded-For", "unknown");

        assertThat(screen(receiver(peers), unknown)).isEmpty();
        assertThat(events).containsExactly(ReceiverListener.PeerEvent.NOT_ALLOWED);
        assertThat(screen(receiver(peers.enforceAllowed()), unknown)).contains(RETRY);
        assertThat(lastReason()).isEqualTo(RejectionReason.PEER_UNKNOWN);
    }

    @Test
    void addressesOfTheProvider_areThoseThatItNames() {
        WebhookReceiver<?> receiver = WebhookReceiver.builder("endpoint", StatusPulse.provider())
                .secrets(SecretRing.of(SECRET))
                .clock(() -> NOW)
                .peers(PeerPolicy.builder().allowProvider().enforceAllowed().build())
                .build();

        for (String address : List.of("104.21.45.112", "172.67.188.94", "198.41.215.33")) {
            assertThat(screen(receiver, tls(address))).isEmpty();
        }
        assertThat(screen(receiver, tls("104.21.45.113"))).contains(NOT_AUTHENTIC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> receiver(PeerPolicy.builder().allowProvider()))
                .withMessageContaining("test names no addresses that it sends from");
    }

    @Test
    void addressThatIsAllowed_provesNothing() {
        WebhookReceiver<TestEvent> receiver =
                receiver(PeerPolicy.builder().allow(List.of("203.0.113.9")).enforceAllowed());
        Delivery unsigned = tls("203.0.113.9")
                .body("e1:one".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .build();

        assertThat(receiver.screen(unsigned, 6)).isEmpty();
        assertThat(receiver.receive(unsigned, received -> {})).isEqualTo(NOT_AUTHENTIC);
    }

    @Test
    void certificate_isComparedByItsWholeSubjectOrADnsNameOfIt() {
        WebhookReceiver<TestEvent> bySubject =
                receiver(PeerPolicy.builder().requireClientSubject("cn=hooks,O=\"Sender, Inc.\",C=DE"));
        WebhookReceiver<TestEvent> byName = receiver(PeerPolicy.builder().requireClientDnsName("TWO.example.com"));

        for (WebhookReceiver<TestEvent> receiver : List.of(bySubject, byName)) {
            assertThat(screen(receiver, tls("203.0.113.9").clientCertificate(senders)))
                    .isEmpty();
            assertThat(screen(receiver, tls("203.0.113.9").clientCertificate(strangers)))
                    .contains(NOT_AUTHENTIC);
            assertThat(lastReason()).isEqualTo(RejectionReason.CLIENT_CERTIFICATE_MISMATCH);
            assertThat(screen(receiver, tls("203.0.113.9"))).contains(NOT_AUTHENTIC);
            assertThat(lastReason()).isEqualTo(RejectionReason.CLIENT_CERTIFICATE_MISSING);
        }
    }

    @Test
    void certificate_ofWhomeverASubjectContains_isNotEnough() {
        for (String subject : List.of("CN=Hooks", "CN=Hooks,O=\"Sender, Inc.\"", "C=DE,O=\"Sender, Inc.\",CN=Hooks")) {
            assertThat(screen(
                            receiver(PeerPolicy.builder().requireClientSubject(subject)),
                            tls("203.0.113.9").clientCertificate(senders)))
                    .as(subject)
                    .contains(NOT_AUTHENTIC);
        }
        for (String name : List.of("example.com", "three.example.com", "hooks")) {
            assertThat(screen(
                            receiver(PeerPolicy.builder().requireClientDnsName(name)),
                            tls("203.0.113.9").clientCertificate(senders)))
                    .as(name)
                    .contains(NOT_AUTHENTIC);
        }
        // A common name is no DNS name, and neither is a name of another kind.
        assertThat(screen(
                        receiver(PeerPolicy.builder().requireClientDnsName("hooks.example.com")),
                        tls("203.0.113.9").clientCertificate(strangers)))
                .contains(NOT_AUTHENTIC);
    }

    @Test
    void certificates_severalMayBeNamed_forARotation() {
        WebhookReceiver<TestEvent> receiver =
                receiver(PeerPolicy.builder().requireClientSubject("CN=Old").requireClientDnsName("hooks.example.com"));

        assertThat(screen(receiver, tls("203.0.113.9").clientCertificate(senders)))
                .isEmpty();
    }

    @Test
    void mistakes_stopTheStartWithTheMend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerPolicy.builder().enforceAllowed().build())
                .withMessageContaining("name them, or enforce nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerPolicy.builder().requireClientSubject("hooks.example.com"))
                .withMessageContaining("write it like CN=");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerPolicy.builder().requireClientDnsName("*.example.com"))
                .withMessageContaining("without wildcards");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .maxBodyBytes(1000)
                        .bodyBudget(BodyRead.Budget.of(1000))
                        .build())
                .withMessageContaining("room for 1000 bytes, but one may have 1000; make more room, or lower max-body");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().minimumBodyRate(-1, Duration.ZERO))
                .withMessageContaining("must not be negative");
    }

    /** Who is counted comes before who is let in, and what costs nothing to refuse comes before both. */
    @Test
    void steps_comeInTheirOrder() {
        WebhookReceiver<TestEvent> receiver = builder()
                .maxBodyBytes(100)
                .peerLimit(PeerLimit.of(1, Duration.ofMinutes(1), () -> NOW))
                .peers(PeerPolicy.builder()
                        .allow(List.of("203.0.113.9"))
                        .enforceAllowed()
                        .build())
                .build();
        Delivery stranger = plain("198.51.100.1").build();
        Delivery encoded =
                plain("198.51.100.1").header("Content-Encoding", "gzip").build();

        assertThat(receiver.screen(stranger, 101)).map(Answer::status).hasValue(413);
        assertThat(receiver.screen(encoded, 1)).map(Answer::status).hasValue(415);
        assertThat(receiver.screen(stranger, 1)).map(Answer::status).hasValue(503);
        assertThat(receiver.screen(stranger, 1)).map(Answer::status).hasValue(429);
        assertThat(receiver.screen(encoded, 101)).map(Answer::status).hasValue(413);
    }
}

package io.countersign;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.OTHER;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static io.countersign.verify.Requests.statusPulse;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.TestProvider.TestEvent;
import io.countersign.diagnosis.Diagnosis;
import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.diagnosis.Diagnosis.Finding;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.Delivery;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RejectionDoctorTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Listener listener = new Listener();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Diagnosis.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private static final class Listener implements ReceiverListener {
        private final List<Diagnosis> diagnoses = new ArrayList<>();
        private volatile String thread = "";
        private final CountDownLatch first = new CountDownLatch(1);

        @Override
        public void answered(DeliveryReport report) {}

        @Override
        public void explained(String endpoint, Diagnosis diagnosis) {
            diagnoses.add(diagnosis);
            thread = Thread.currentThread().getName();
            first.countDown();
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private ReceiverBuilder<TestEvent> builder() {
        return WebhookReceiver.builder("endpoint", new TestProvider())
                .secrets(SecretRing.of(SECRET))
                .clock(now::get)
                .listener(listener)
                .diagnosis(waiting::add);
    }

    private static Delivery withANewline() {
        return post(bytes("1:text\n"))
                .header("X-StatusPulse-Signature", "sha256=" + hmacHex(SECRET, bytes("1:text")))
                .build();
    }

    private static Delivery forged() {
        return statusPulse(OTHER, bytes("1:text")).build();
    }

    private static int refused(WebhookReceiver<TestEvent> receiver, Delivery delivery) {
        return receiver.receive(delivery, received -> {}).status();
    }

    private void runWhatWaits() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void rejection_isExplainedAfterItsAnswer_inOneSentence() {
        assertThat(refused(builder().build(), withANewline())).isEqualTo(401);
        assertThat(logged()).isEmpty();

        runWhatWaits();

        assertThat(logged())
                .singleElement()
                .asString()
                .startsWith(
                        "endpoint \"endpoint\": a delivery was refused, and the cause is: the received body has a final"
                                + " newline that was not signed");
        assertThat(listener.diagnoses)
                .singleElement()
                .satisfies(diagnosis -> assertThat(diagnosis.findings())
                        .extracting(Finding::cause)
                        .containsExactly(Cause.BODY_FINAL_NEWLINE));
    }

    @Test
    void rejectionsOfOneReason_areExplainedOnceAMinute() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        refused(receiver, withANewline());
        now.set(NOW.plusMillis(59_999));
        refused(receiver, forged());
        assertThat(waiting).hasSize(1);

        now.set(NOW.plusSeconds(60));
        refused(receiver, forged());
        assertThat(waiting).hasSize(2);
    }

    @Test
    void rejectionOfAnotherReason_doesNotHaveToWait() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        refused(receiver, post(bytes("1:text")).build());
        refused(receiver, forged());

        assertThat(waiting).hasSize(2);
    }

    @Test
    void strangerWithoutASignature_isNoNews_andAMismatchIs() {
        WebhookReceiver<TestEvent> receiver = builder().build();
        refused(receiver, post(bytes("1:text")).build());
        runWhatWaits();
        assertThat(logged()).isEmpty();

        refused(receiver, forged());
        runWhatWaits();
        assertThat(logged()).singleElement().asString().contains("none of the known causes explains it");
    }

    @Test
    void secrets_areThoseOfTheMomentAndOfTheTenant() {
        WebhookReceiver<TestEvent> receiver = WebhookReceiver.builder("endpoint", new TestProvider())
                .tenants(TenantSecrets.of(Map.of(
                        "a", SecretSource.constant(SecretRing.of(OTHER)),
                        "b", SecretSource.constant(SecretRing.of(SECRET)))))
                .clock(now::get)
                .listener(listener)
                .diagnosis(waiting::add)
                .build();
        Delivery toB = Delivery.post("/webhooks/endpoint/b")
                .body(bytes("1:text\n"))
                .header("X-StatusPulse-Signature", "sha256=" + hmacHex(SECRET, bytes("1:text")))
                .receivedAt(NOW)
                .build();
        refused(receiver, toB);
        runWhatWaits();

        assertThat(logged()).singleElement().asString().contains("final newline");
    }

    @Test
    void secretsThatAreOneKey_areNotComplainedOfForEachAttempt() {
        Logger verifiers = (Logger) LoggerFactory.getLogger(WebhookVerifier.class);
        SigningSecret twin = SigningSecret.of("twin", SECRET.revealValue());
        WebhookReceiver<TestEvent> receiver =
                builder().secrets(SecretRing.of(SECRET, twin)).build();
        verifiers.setLevel(Level.WARN);
        verifiers.addAppender(log);
        try {
            refused(receiver, forged());
            runWhatWaits();
        } finally {
            verifiers.detachAppender(log);
            verifiers.setLevel(null);
        }

        assertThat(logged()).singleElement().asString().contains("none of the known causes");
    }

    @Test
    void diagnosisThatIsOff_doesNothing() {
        refused(builder().withoutDiagnosis().build(), withANewline());

        assertThat(waiting).isEmpty();
    }

    @Test
    void reasonThatIsClear_isNotLookedInto() {
        LiveSecrets secrets = LiveSecrets.of(SecretRing.of(SECRET, OTHER));
        secrets.revoke(OTHER.id());
        refused(builder().secrets(secrets).build(), forged());

        assertThat(waiting).isEmpty();
    }

    @Test
    void bodyThatIsVeryLarge_isNotHeld() {
        WebhookReceiver<TestEvent> receiver =
                builder().maxBodyBytes(4 * 1024 * 1024).build();

        refused(receiver, statusPulse(OTHER, new byte[2 * 1024 * 1024 + 1]).build());
        assertThat(waiting).isEmpty();

        refused(receiver, statusPulse(OTHER, new byte[2 * 1024 * 1024]).build());
        assertThat(waiting).hasSize(1);
    }

    @Test
    void executorThatIsFull_changesNothing() {
        WebhookReceiver<TestEvent> receiver = builder()
                .diagnosis(task -> {
                    throw new RejectedExecutionException("full");
                })
                .build();

        assertThat(refused(receiver, withANewline())).isEqualTo(401);
    }

    @Test
    void sourceThatFailsMeanwhile_isLogged_andNothingElse() {
        AtomicReference<SecretRing> ring = new AtomicReference<>(SecretRing.of(SECRET));
        WebhookReceiver<TestEvent> receiver = builder()
                .secrets(() -> {
                    if (ring.get() == null) {
                        throw new IllegalStateException("unreadable");
                    }
                    return ring.get();
                })
                .build();
        assertThat(refused(receiver, withANewline())).isEqualTo(401);
        ring.set(null);

        runWhatWaits();

        assertThat(logged()).containsExactly("endpoint \"endpoint\": the cause of a rejection could not be looked for");
        assertThat(listener.diagnoses).isEmpty();
    }

    @Test
    void byDefault_anotherThreadDoesIt() throws InterruptedException {
        WebhookReceiver<TestEvent> receiver = WebhookReceiver.builder("endpoint", new TestProvider())
                .secrets(SecretRing.of(SECRET))
                .clock(now::get)
                .listener(listener)
                .build();
        refused(receiver, withANewline());

        assertThat(listener.first.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(listener.thread).isEqualTo("countersign-diagnosis");
    }
}

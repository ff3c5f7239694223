package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.DeliveryReport;
import io.countersign.ReceiverBuilder;
import io.countersign.WebhookReceiver;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.Provider;
import io.countersign.provider.elastio.Elastio;
import io.countersign.provider.elastio.ElastioEvent;
import io.countersign.provider.preset.RawEvent;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.MutableClock;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import io.countersign.testkit.contract.ReceiverAdapterContract.Capability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** What the tests of the contract share: a clock, a store, an endpoint, and ways to send to it. One per test. */
final class Bench {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final SigningSecret SECRET = SigningSecret.of("2026-11", "the current secret of the contract");
    static final SigningSecret STRANGERS = SigningSecret.of("strangers", "a secret that the endpoint does not know");
    static final int MAX_BODY_BYTES = 4096;

    /** Only so that a broken adapter fails a test rather than hangs it. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String KEY_HEADER = "X-Api-Key";

    final MutableClock clock = new MutableClock(NOW);
    final RecordingStore store =
            new RecordingStore(InMemoryDedupStore.builder().clock(clock).build());
    private final BlockingQueue<DeliveryReport> reports = new LinkedBlockingQueue<>();
    private final ReceiverAdapterContract adapter;
    private @Nullable URI endpoint;

    Bench(ReceiverAdapterContract adapter) {
        this.adapter = adapter;
    }

    /** An endpoint of StatusPulse, which signs, and shakes hands by GET. */
    ReceiverBuilder<StatusPulseEvent> statusPulse() {
        return builder(StatusPulse.provider()).secrets(SecretRing.of(SECRET));
    }

    /** An endpoint of Elastio, which sends several events at once. */
    ReceiverBuilder<ElastioEvent> elastio() {
        return builder(Elastio.provider())
                .scheme(SharedSecretScheme.header(KEY_HEADER))
                .secrets(SecretRing.of(SECRET));
    }

    /** An endpoint that takes any signed bytes, and no handshake. */
    ReceiverBuilder<AnyBody.Event> anyBody() {
        return builder(new AnyBody()).secrets(SecretRing.of(SECRET));
    }

    /** An endpoint of a sender that is known by its scheme, and its handshake. */
    ReceiverBuilder<RawEvent> preset(Provider<RawEvent> preset) {
        return builder(preset).secrets(SecretRing.of(SECRET));
    }

    private <E extends WebhookEvent> ReceiverBuilder<E> builder(Provider<E> provider) {
        return WebhookReceiver.builder("contract", provider)
                .dedup(store)
                .clock(clock)
                .maxBodyBytes(MAX_BODY_BYTES)
                .listener(reports::add);
    }

    /** Starts the adapter in front of an application that answers 200. */
    <E extends WebhookEvent> RecordingApplication<E> start(ReceiverBuilder<E> builder) throws Exception {
        return start(builder.build());
    }

    <E extends WebhookEvent> RecordingApplication<E> start(WebhookReceiver<E> receiver) throws Exception {
        RecordingApplication<E> application = new RecordingApplication<>();
        endpoint = URI.create("http://the-adapter-did-not-start/");
        endpoint = adapter.start(receiver, application);
        return application;
    }

    boolean isStarted() {
        return endpoint != null;
    }

    URI endpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("start(...) first");
        }
        return endpoint;
    }

    /** StatusPulse's delivery of an incident of that id. */
    static SignedRequest opened(String incidentId) {
        return signed(SamplePayloads.statusPulseOpened(incidentId, NOW));
    }

    /** As {@link #opened}, of the same event, with other bytes. */
    static SignedRequest openedOtherwise(String incidentId) {
        String body = new String(SamplePayloads.statusPulseOpened(incidentId, NOW), ISO_8859_1);
        return signed(body.replace("1240", "1241").getBytes(ISO_8859_1));
    }

    /** Those bytes, signed as StatusPulse signs. */
    static SignedRequest signed(byte[] body) {
        return Senders.statusPulse(SECRET).deliver(body);
    }

    /** Elastio's delivery of events of these ids. */
    static SignedRequest envelope(String... eventIds) {
        return Senders.token(KEY_HEADER, SECRET).deliver(SamplePayloads.elastioUnhealthy(NOW, eventIds));
    }

    HttpResponse<String> send(SignedRequest delivery) throws Exception {
        return adapter.exchange(endpoint(), delivery);
    }

    /** Sends it from a thread of its own. */
    CompletableFuture<HttpResponse<String>> sendAsync(SignedRequest delivery) {
        CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
        Thread sender = new Thread(() -> {
            try {
                answer.complete(send(delivery));
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });
        sender.setDaemon(true);
        sender.start();
        return answer;
    }

    /** A connection on which bytes are written as they go over the wire. */
    RawConnection connect() throws IOException {
        needsSocket();
        return new RawConnection(endpoint());
    }

    /** Ends the test, by the name of the capability, where the adapter is tested without a server. */
    void needsSocket() {
        Assumptions.assumeTrue(
                adapter.capabilities().contains(Capability.SOCKET),
                "not run here: this row needs the capability SOCKET, which the adapter's test does not have");
    }

    boolean hasHttp2() {
        return adapter.capabilities().contains(Capability.HTTP_2);
    }

    /** The report of the next delivery that was answered. */
    DeliveryReport nextReport() throws InterruptedException {
        DeliveryReport report = reports.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("no delivery was reported");
        }
        return report;
    }
}

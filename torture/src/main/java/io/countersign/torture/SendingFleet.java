package io.countersign.torture;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Senders, each of which delivers an incident until somebody says 2xx. Safe for concurrent use. */
public final class SendingFleet implements AutoCloseable {
    /** What the fleet signs with; of use to nobody else. */
    public static final SigningSecret SECRET = SigningSecret.of("torture", "a-secret-that-only-this-run-knows");

    /** Where it delivers. */
    public static final String PATH = "/webhooks/torture";

    private static final int SENDERS = 32;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration GIVES_UP_AFTER = Duration.ofMinutes(6);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration BREATHER = Duration.ofSeconds(10);
    private static final int FIRST_PAUSE_MILLIS = 30;
    private static final int POLL_MILLIS = 20;

    /** One delivery of so many is sent twice at the same moment. */
    private static final int TWIN_EVERY = 10;

    private final Nodes nodes;
    private final Sender sender = Senders.statusPulse(SECRET);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger setOut = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Semaphore underWay = new Semaphore(Integer.MAX_VALUE);
    private final Random seeds;

    SendingFleet(Nodes nodes, Random seeds) {
        this.nodes = nodes;
        this.seeds = seeds;
    }

    /** Has so many more incidents delivered, and returns at once. */
    void send(int incidents) {
        for (int i = 0; i < incidents; i++) {
            int number = setOut.getAndIncrement();
            submit(incident(number));
            if (number % TWIN_EVERY == 0) {
                submit(incident(number));
            }
        }
    }

    static String incident(int number) {
        return "INC-" + number;
    }

    private void submit(String incident) {
        Random random = new Random(seeds.nextLong());
        underWay.acquireUninterruptibly();
        senders.execute(() -> {
            try {
                deliver(incident, random);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                underWay.release();
            }
        });
    }

    private void deliver(String incident, Random random) throws InterruptedException {
        // The same bytes each time: a retry is a copy.
        SignedRequest request =
                sender.deliver(SamplePayloads.statusPulseOpened(incident, Instant.parse("2026-11-21T10:00:00Z")));
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (!isAccepted(request, random)) {
            if (System.nanoTime() - start > GIVES_UP_AFTER.toNanos()) {
                return;
            }
            Thread.sleep(pause / 2 + random.nextLong(pause));
            pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
        }
        acknowledged.add(incident);
    }

    private boolean isAccepted(SignedRequest request, Random random) throws InterruptedException {
        URI node = URI.create("http://127.0.0.1:" + nodes.anyPort(random) + PATH);
        attempts.incrementAndGet();
        try {
            HttpRequest timed = HttpRequest.newBuilder(request.toHttpRequest(node), (name, value) -> true)
                    .timeout(TIMEOUT)
                    .build();
            int status =
                    client.send(timed, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    /** Waits until no more than so many that set out are still to be accepted, or for a while; faults are not to come in heaps. */
    void awaitNearlyAll(int butSo) throws InterruptedException {
        long start = System.nanoTime();
        while (setOut.get() - acknowledged.size() > butSo && System.nanoTime() - start < BREATHER.toNanos()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Waits until every delivery that set out was accepted, or given up. */
    void awaitAll() throws InterruptedException {
        Duration patience = GIVES_UP_AFTER.plus(TIMEOUT).plus(LONGEST_PAUSE);
        if (underWay.tryAcquire(Integer.MAX_VALUE, patience.toSeconds(), TimeUnit.SECONDS)) {
            underWay.release(Integer.MAX_VALUE);
        }
    }

    /** How many incidents set out. */
    int setOut() {
        return setOut.get();
    }

    /** Those of which a sender heard 2xx. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** How many requests it took. */
    int attempts() {
        return attempts.get();
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}

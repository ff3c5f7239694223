package io.countersign.benchmarks.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** Has a crowd of slow senders at a server, and sends authentic deliveries meanwhile. Confined to one thread. */
final class SlowRounds {
    /** Without an answer by then, a sender gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration GATHERING = Duration.ofSeconds(60);
    private static final int WARM_UP = 2_000;
    private static final double MILLIS = 1e3;

    private final SlowPlan plan;
    private final Ammunition ammunition = new Ammunition(InstantSource.system());

    SlowRounds(SlowPlan plan) {
        this.plan = plan;
    }

    SlowRow run(Front front, Path java, ServerSettings settings, String name) throws IOException {
        try (ServerProcess server = ServerProcess.start(java, front, Variant.CLAIMED, settings)) {
            warmUp(server);
            long before = server.handled();
            try (SlowCrowd crowd = new SlowCrowd(server.uri(), plan.connections(), plan.pause())) {
                crowd.start();
                gather(crowd);
                ConcurrentHistogram micros = new ConcurrentHistogram(3);
                int sent = deliver(server, micros);
                return new SlowRow(
                        name,
                        crowd.open(),
                        crowd.answered(),
                        sent,
                        server.handled() - before,
                        micros.getValueAtPercentile(50) / MILLIS,
                        micros.getValueAtPercentile(99) / MILLIS,
                        server.slowest().toMillis());
            }
        }
    }

    private void warmUp(ServerProcess server) {
        HttpClient http = client();
        for (int i = 0; i < WARM_UP; i++) {
            http.sendAsync(ammunition.delivery(server.uri()), BodyHandlers.discarding())
                    .join();
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Until nearly all are there; a server whose threads are all taken accepts no more at some point. */
    private void gather(SlowCrowd crowd) {
        long end = System.nanoTime() + GATHERING.toNanos();
        while (crowd.open() < plan.connections() * 0.99 && System.nanoTime() < end) {
            sleep(Duration.ofMillis(50));
        }
    }

    /** Sends at a steady pace, whether answers come or not; what has no answer counts with the time it was waited for. */
    private int deliver(ServerProcess server, ConcurrentHistogram micros) {
        HttpClient http = client();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        Duration pause = Duration.ofSeconds(1).dividedBy(plan.perSecond());
        long start = System.nanoTime();
        int all = (int) (plan.duration().toSeconds() * plan.perSecond());
        for (int i = 0; i < all; i++) {
            long due = start + i * pause.toNanos();
            sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            answers.add(http.sendAsync(ammunition.delivery(server.uri()), BodyHandlers.discarding())
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .handle((answer, failure) -> {
                        micros.recordValue((System.nanoTime() - due) / 1_000);
                        return failure == null;
                    }));
        }
        answers.forEach(CompletableFuture::join);
        return all;
    }

    private static void sleep(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.countersign.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.RefusedException;
import io.countersign.WebhookReceiver;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.dedup.SettleResult;
import io.javalin.http.ConflictResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers that answer by a future. */
class FutureTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
    }

    @Test
    void completion_isSettledBeforeTheAnswerGoesOut() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> work = new CompletableFuture<>();
        WebhookReceiver<Pings.Ping> receiver =
                Endpoint.receiver().dedup(new LoggingStore(order)).build();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            order.add("handler");
            executor.execute(() -> {
                order.add("work");
                work.complete(null);
            });
            ctx.future(() -> work.thenRun(() -> ctx.status(202).result("later")));
        };
        try (Endpoint endpoint = Endpoint.start(
                Form.HANDLER,
                receiver,
                handler,
                config -> config.routes.after(ctx -> {
                    order.add("after " + ctx.statusCode());
                }))) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("later");
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
        assertThat(order).containsSubsequence("claim", "handler", "complete", "after 202");
        assertThat(order).containsSubsequence("work", "complete");
    }

    @Test
    void failure_asksForARetryWhichIsHandled() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            int call = calls.incrementAndGet();
            ctx.future(() -> CompletableFuture.runAsync(
                    () -> {
                        ctx.header("X-Application", "an internal").result("an internal");
                        if (call == 1) {
                            throw new IllegalStateException("an internal");
                        }
                        ctx.status(call == 2 ? 500 : 200);
                    },
                    executor));
        };
        try (Endpoint endpoint = Endpoint.start(handler)) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            Endpoint.assertRetryLater(endpoint.send("ping"));
            Endpoint.assertHandled(endpoint.send("ping"));
        }
    }

    @Test
    void supplierThatThrows_asksForARetryWhichIsHandled() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> ctx.future(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("an internal");
            }
            return CompletableFuture.completedFuture("fine");
        });
        try (Endpoint endpoint = Endpoint.start(handler)) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            Endpoint.assertHandled(endpoint.send("ping"));
        }
    }

    @Test
    void futureThatFailsWithARefusal_isFinal() throws Exception {
        for (Exception refusal :
                List.of(new RefusedException(409, "the monitor is gone"), new ConflictResponse("no such monitor"))) {
            try (Endpoint endpoint =
                    Endpoint.start((ctx, webhook) -> ctx.future(() -> CompletableFuture.failedFuture(refusal)))) {
                assertThat(endpoint.send("ping").statusCode()).isEqualTo(409);
                assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("duplicate");
            }
        }
    }

    @Test
    void futureThatFails_isMappedByTheApplication() throws Exception {
        try (Endpoint endpoint = Endpoint.start(
                (ctx, webhook) -> ctx.future(() -> CompletableFuture.supplyAsync(
                        () -> {
                            throw new IllegalStateException("an internal");
                        },
                        executor)),
                config -> config.routes.exception(IllegalStateException.class, (failure, ctx) -> ctx.status(422)))) {
            assertThat(endpoint.send("ping").statusCode()).isEqualTo(422);
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("duplicate");
        }
    }

    @Test
    void mapperOfAFutureThatFails_makesNoSuccessOfIt() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            if (calls.incrementAndGet() == 1) {
                ctx.future(() -> CompletableFuture.failedFuture(new IllegalStateException("an internal")));
            }
        };
        try (Endpoint endpoint = Endpoint.start(
                handler, config -> config.routes.exception(IllegalStateException.class, (failure, ctx) -> {}))) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            Endpoint.assertHandled(endpoint.send("ping"));
        }
    }

    @Test
    void futureThatNeverCompletes_asksForARetryAtJavalinsTimeOut_andALateEndChangesNothing() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<Void> never = new CompletableFuture<>();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            if (calls.incrementAndGet() == 1) {
                ctx.future(() -> never.thenRun(() -> ctx.status(202)));
            }
        };
        try (Endpoint endpoint = Endpoint.start(handler, config -> config.http.asyncTimeout = 50L)) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            never.complete(null);
            Endpoint.assertHandled(endpoint.send("ping"));
        }
    }

    @Test
    void taskOfJavalinsOwnExecutor_isSettledToo() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> ctx.async(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new IOException("an internal");
            }
            ctx.status(204);
        });
        try (Endpoint endpoint = Endpoint.start(handler)) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            assertThat(endpoint.send("ping").statusCode()).isEqualTo(204);
        }
    }

    /** Says what it is asked for, in order. */
    private static final class LoggingStore implements DedupStore {
        private final List<String> order;
        private final DedupStore store = InMemoryDedupStore.builder().build();

        LoggingStore(List<String> order) {
            this.order = order;
        }

        @Override
        public ClaimResult claim(ClaimRequest request) {
            order.add("claim");
            return store.claim(request);
        }

        @Override
        public SettleResult complete(Claim claim, Completion completion) {
            order.add("complete");
            return store.complete(claim, completion);
        }

        @Override
        public SettleResult release(Claim claim) {
            order.add("release");
            return store.release(claim);
        }

        @Override
        public SettleResult renew(Claim claim, Duration lease) {
            return store.renew(claim, lease);
        }
    }
}

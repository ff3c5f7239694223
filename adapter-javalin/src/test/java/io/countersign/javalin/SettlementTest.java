package io.countersign.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.RefusedException;
import io.countersign.WebhookReceiver;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadGatewayResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the application's answer, of its exceptions, and of what runs around the handler. */
class SettlementTest {

    @FunctionalInterface
    private interface Failing {
        void with(Context ctx) throws Exception;
    }

    private static void assertThatFailure(Failing failing) throws Exception {
        assertThatFailure(failing, config -> {});
    }

    /** Fails once in that way, and then checks that the sender was told nothing of it and that a retry is handled. */
    private static void assertThatFailure(Failing failing, Consumer<JavalinConfig> around) throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            if (!failed.getAndSet(true)) {
                ctx.header("X-Application", "an internal").cookie("a", "b");
                failing.with(ctx);
            }
        };
        try (Endpoint endpoint = Endpoint.start(handler, around)) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            Endpoint.assertHandled(endpoint.send("ping"));
        }
    }

    /** Ends once in that way, and checks that the sender gets that status for good. */
    private static HttpResponse<String> assertThatRefusal(Failing refusing, int status, Consumer<JavalinConfig> around)
            throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            calls.add(webhook.received().events().get(0).id());
            refusing.with(ctx);
        };
        try (Endpoint endpoint = Endpoint.start(handler, around)) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(Endpoint.outcome(answer)).isEmpty();
            HttpResponse<String> retry = endpoint.send("ping");
            assertThat(retry.statusCode()).isEqualTo(status);
            assertThat(Endpoint.outcome(retry)).isEqualTo("duplicate");
            assertThat(calls).hasSize(1);
            return answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void successOfTheApplication_goesOutInItsWordsWithTheOutcome(Form form) throws Exception {
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) ->
                ctx.status(202).header("X-Application", "here").result("taken in");
        try (Endpoint endpoint = Endpoint.start(form, Endpoint.receiver().build(), handler, config -> {})) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().firstValue("X-Application")).hasValue("here");
            assertThat(answer.body()).isEqualTo("taken in");
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
    }

    @Test
    void statusOfABeforeHandler_isNotTheHandlersWord() throws Exception {
        try (Endpoint endpoint = Endpoint.start(
                (ctx, webhook) -> {},
                config -> config.routes.before(ctx -> ctx.status(404).header("X-Before", "kept")))) {
            HttpResponse<String> answer = endpoint.send("ping");
            Endpoint.assertHandled(answer);
            assertThat(answer.headers().firstValue("X-Before")).hasValue("kept");
        }
    }

    @Test
    void headerOfABeforeHandler_isStillThereWhenTheApplicationFails() throws Exception {
        WebhookHandler<Pings.Ping> failing = (ctx, webhook) -> {
            ctx.header("X-Before", "changed");
            throw new IllegalStateException("an internal");
        };
        try (Endpoint endpoint =
                Endpoint.start(failing, config -> config.routes.before(ctx -> ctx.header("X-Before", "kept")))) {
            HttpResponse<String> answer = endpoint.send("ping");
            Endpoint.assertRetryLater(answer);
            assertThat(answer.headers().firstValue("X-Before")).hasValue("kept");
        }
    }

    @Test
    void statusThatIsNoAnswerToADelivery_isAFailureWhateverItsText() throws Exception {
        assertThatFailure(ctx -> ctx.status(503).result("an internal"));
        assertThatFailure(ctx -> ctx.redirect("/elsewhere"));
        assertThatFailure(ctx -> ctx.status(302).header("Location", "/elsewhere"));
    }

    @Test
    void exception_isAFailureThatTellsNothing() throws Exception {
        assertThatFailure(ctx -> {
            ctx.status(202).result("an internal");
            throw new IOException("an internal");
        });
        assertThatFailure(ctx -> {
            throw new StackOverflowError();
        });
    }

    /** Javalin takes these for a broken connection to the sender and answers 4xx, but they may be about a destination. */
    @Test
    void exceptionOfAConnectionToADestination_isAFailure() throws Exception {
        assertThatFailure(ctx -> {
            throw new IOException("an internal", new TimeoutException());
        });
        assertThatFailure(ctx -> {
            throw new EofException("an internal");
        });
        assertThatFailure(ctx -> CompletableFuture.failedFuture(new IOException("an internal", new TimeoutException()))
                .join());
        assertThatFailure(ctx -> ctx.future(
                () -> CompletableFuture.failedFuture(new IOException("an internal", new TimeoutException()))));
    }

    @Test
    void exceptionAfterHalfAnAnswer_isAFailure() throws Exception {
        assertThatFailure(ctx -> {
            ctx.outputStream().write(new byte[100]);
            throw new IOException("an internal");
        });
    }

    @Test
    void responseExceptionOfTheServersFault_isAFailure() throws Exception {
        assertThatFailure(ctx -> {
            throw new BadGatewayResponse("an internal");
        });
    }

    @Test
    void responseExceptionOfTheSendersFault_isFinal() throws Exception {
        assertThatRefusal(
                ctx -> {
                    throw new NotFoundResponse("no such monitor");
                },
                404,
                config -> {});
    }

    @Test
    void refusal_isFinalAndShowsNothingOfItsReason() throws Exception {
        HttpResponse<String> answer = assertThatRefusal(
                ctx -> {
                    ctx.result("an internal");
                    throw new RefusedException(410, "the monitor is gone");
                },
                410,
                config -> {});
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusalByStatus_isFinalAndWordedByTheApplication() throws Exception {
        HttpResponse<String> answer =
                assertThatRefusal(ctx -> ctx.status(409).result("no such monitor"), 409, config -> {});
        assertThat(answer.body()).isEqualTo("no such monitor");
    }

    @Test
    void refusalOfAnEvent_replacesTheApplicationsAnswer() throws Exception {
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            webhook.forEach(event -> {
                throw new RefusedException(410, "the monitor is gone");
            });
            ctx.result("fine");
        };
        try (Endpoint endpoint = Endpoint.start(handler)) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void mapperOfAnException_decidesByItsStatus() throws Exception {
        Failing failing = ctx -> {
            throw new IllegalStateException("an internal");
        };
        assertThatRefusal(failing, 422, mapping(422));
        assertThatFailure(failing, mapping(500));
        try (Endpoint endpoint = Endpoint.start((ctx, webhook) -> failing.with(ctx), mapping(202))) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
    }

    private static Consumer<JavalinConfig> mapping(int status) {
        return config -> config.routes.exception(
                IllegalStateException.class,
                (failure, ctx) -> ctx.status(status).result("mapped"));
    }

    @Test
    void mapperThatSetsNoStatus_makesNoSuccessOfAFailure() throws Exception {
        assertThatFailure(
                ctx -> {
                    ctx.status(202);
                    throw new IllegalStateException("an internal");
                },
                config -> config.routes.exception(IllegalStateException.class, (failure, ctx) -> {}));
    }

    @Test
    void mapperThatThrowsItself_isAFailure() throws Exception {
        assertThatFailure(
                ctx -> {
                    throw new IllegalStateException("an internal");
                },
                config -> config.routes.exception(IllegalStateException.class, (failure, ctx) -> {
                    throw new UnsupportedOperationException("an internal");
                }));
    }

    @Test
    void handlerThatSkipsWhatFollows_isSettledAllTheSame() throws Exception {
        assertThatFailure(ctx -> ctx.status(500).skipRemainingHandlers());
        try (Endpoint endpoint = Endpoint.start((ctx, webhook) -> ctx.skipRemainingHandlers())) {
            Endpoint.assertHandled(endpoint.send("ping"));
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("duplicate");
        }
    }

    @Test
    void afterHandler_seesTheSettledAnswerAndMayAddHeaders() throws Exception {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> ctx.status(broken.get() ? 500 : 204);
        try (Endpoint endpoint = Endpoint.start(
                handler,
                config -> config.routes.after(ctx -> {
                    seen.add(ctx.statusCode());
                    ctx.header("X-After", "added");
                }))) {
            HttpResponse<String> failed = endpoint.send("ping");
            Endpoint.assertRetryLater(failed);
            assertThat(failed.headers().firstValue("X-After")).hasValue("added");
            broken.set(false);
            HttpResponse<String> handled = endpoint.send("ping");
            assertThat(handled.statusCode()).isEqualTo(204);
            assertThat(handled.headers().firstValue("X-After")).hasValue("added");
        }
        assertThat(seen).containsExactly(503, 204);
    }

    @ParameterizedTest
    @EnumSource
    void afterHandlerOrErrorMapper_cannotChangeWhatTheSenderIsTold(Form form) throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        WebhookReceiver<Pings.Ping> receiver = Endpoint.receiver().build();
        try (Endpoint endpoint = Endpoint.start(
                form,
                receiver,
                (ctx, webhook) -> ctx.status(broken.get() ? 500 : 200),
                config -> config.routes
                        .error(503, ctx -> ctx.status(200).result("<h1>all is well</h1>"))
                        .error(401, ctx -> ctx.status(200).html("<h1>please log in</h1>"))
                        .after(ctx -> {
                            ctx.status(ctx.statusCode() == 200 ? 500 : 200).result("an internal");
                            if (ctx.header("X-Throw") != null) {
                                throw new IllegalStateException("an internal");
                            }
                        }))) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            Endpoint.assertRetryLater(endpoint.send(Endpoint.signed("ping").withHeader("X-Throw", "yes")));
            HttpResponse<String> forged = endpoint.send(Endpoint.signed("ping").tampered());
            assertThat(forged.statusCode()).isEqualTo(401);
            assertThat(forged.body()).isEqualTo("not authentic\n");
            broken.set(false);
            Endpoint.assertHandled(endpoint.send("ping"));
        }
    }

    @Test
    void storeThatThrowsAtTheEnd_asksForARetry() throws Exception {
        WebhookReceiver<Pings.Ping> receiver =
                Endpoint.receiver().dedup(new ThrowingStore()).build();
        try (Endpoint endpoint =
                Endpoint.start(Form.HANDLER, receiver, (ctx, webhook) -> ctx.result("fine"), mapping(200))) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
        }
    }

    /** Claims, but cannot settle, and says so by an exception, which stores should not. */
    private static final class ThrowingStore implements DedupStore {
        @Override
        public ClaimResult claim(ClaimRequest request) {
            return new ClaimResult.Acquired(new Claim(request.key(), request.owner(), 1), 1, false, false);
        }

        @Override
        public SettleResult complete(Claim claim, Completion completion) {
            throw new IllegalStateException("an internal");
        }

        @Override
        public SettleResult release(Claim claim) {
            throw new IllegalStateException("an internal");
        }

        @Override
        public SettleResult renew(Claim claim, Duration lease) {
            throw new IllegalStateException("an internal");
        }
    }

    @Test
    void answerThatWentOutBeforeAFailure_isBrokenOff() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            ctx.res().getOutputStream().print("half of it");
            ctx.res().flushBuffer();
            if (broken.get()) {
                throw new IllegalStateException("an internal");
            }
        };
        try (Endpoint endpoint = Endpoint.start(handler)) {
            assertThatThrownBy(() -> endpoint.send("ping")).isInstanceOf(IOException.class);
            broken.set(false);
            assertThat(endpoint.send("ping").body()).isEqualTo("half of it");
        }
    }
}

package io.countersign.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;

class AsyncTest {
    private static final String SECOND = "/webhooks/second";
    private static final int SHORT_TIMEOUT_MILLIS = 50;

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
    }

    /** What the application does with its context, in a thread of its own. */
    @FunctionalInterface
    private interface Work {
        void with(AsyncContext context, HttpServletResponse response) throws IOException;
    }

    private void later(HttpServletRequest request, Work work) {
        AsyncContext context = request.startAsync();
        executor.execute(() -> {
            try {
                work.with(context, (HttpServletResponse) context.getResponse());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @EveryServer
    void completion_goesOutAfterTheClaimIsCompleted(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = Endpoint.start(
                kind,
                (request, response) -> later(request, (context, later) -> {
                    later.setStatus(202);
                    later.getWriter().write("later");
                    context.complete();
                }))) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("later");
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("duplicate");
        }
    }

    @ParameterizedTest
    @EveryServer
    void completionBeforeTheServletReturns_isTheSame(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            AsyncContext context = request.startAsync(request, response);
            response.setStatus(204);
            context.complete();
        })) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void failure_asksForARetryWhichIsHandled(WebServer.Kind kind) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Endpoint endpoint = Endpoint.start(
                kind,
                (request, response) -> later(request, (context, later) -> {
                    switch (calls.incrementAndGet()) {
                        case 1 -> later.setStatus(500);
                        case 2 -> later.sendError(404, "an internal");
                        default -> later.setStatus(200);
                    }
                    context.complete();
                }))) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            Endpoint.assertRetryLater(endpoint.send("ping"));
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void exceptionAfterTheStart_asksForARetryWhichIsHandled(WebServer.Kind kind) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            if (calls.incrementAndGet() == 1) {
                request.startAsync();
                throw new IllegalStateException("an internal");
            }
        })) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void timeOut_asksForARetryWhichIsHandledAndALateCompletionChangesNothing(WebServer.Kind kind) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AsyncContext[] late = new AsyncContext[1];
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            if (calls.incrementAndGet() == 1) {
                late[0] = request.startAsync();
                late[0].setTimeout(SHORT_TIMEOUT_MILLIS);
            }
        })) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            late[0].complete();
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void timeOutThatTheApplicationDealsWith_isAnsweredByTheApplication(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            AsyncContext context = request.startAsync();
            context.setTimeout(SHORT_TIMEOUT_MILLIS);
            context.addListener(new OnTimeout(() -> {
                response.setStatus(202);
            }));
        })) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
    }

    /** Does that on a time-out, and completes the context that the event names. */
    private record OnTimeout(Runnable work) implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            work.run();
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static Map<String, Endpoint.Handling> dispatching(Endpoint.Handling second) {
        return Map.of(Endpoint.PATH, (request, response) -> request.startAsync().dispatch(SECOND), SECOND, second);
    }

    @ParameterizedTest
    @EveryServer
    void dispatch_isSettledWhenItReturns(WebServer.Kind kind) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Endpoint endpoint = Endpoint.start(
                kind,
                dispatching((request, response) -> {
                    WebhookFilter.event(request, Pings.Ping.class);
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("an internal");
                    }
                    response.setStatus(201);
                }),
                DispatcherType.REQUEST,
                DispatcherType.ASYNC)) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void dispatchThatStartsAgain_isSettledWhenThatCompletes(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = Endpoint.start(
                kind,
                dispatching((request, response) -> later(request, (context, later) -> {
                    later.setStatus(202);
                    context.complete();
                })),
                DispatcherType.REQUEST,
                DispatcherType.ASYNC)) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
    }

    /** Where the server has sent the response off before, the sender is told too little rather than too much. */
    @ParameterizedTest
    @EveryServer
    void dispatchThatTheFilterIsNotMappedTo_isHandledOnceAndConfirmedAtLeastByTheRetry(WebServer.Kind kind)
            throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Endpoint endpoint = Endpoint.start(
                kind, dispatching((request, response) -> calls.incrementAndGet()), DispatcherType.REQUEST)) {
            assertThat(endpoint.send("ping").statusCode()).isIn(200, 503);
            HttpResponse<String> retry = endpoint.send("ping");
            assertThat(retry.statusCode()).isEqualTo(200);
            assertThat(Endpoint.outcome(retry)).isEqualTo("duplicate");
        }
        assertThat(calls).hasValue(1);
    }
}

package io.countersign.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceivedDelivery;
import io.countersign.RefusedException;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;

class SettlementTest {

    /** Fails once in that way, and then checks that the sender was told nothing of it and that a retry is handled. */
    private static void assertThatFailure(WebServer.Kind kind, Endpoint.Handling failing) throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            WebhookFilter.event(request, Pings.Ping.class);
            if (!failed.getAndSet(true)) {
                response.setHeader("X-Application", "an internal");
                response.addHeader("Set-Cookie", "a=b");
                failing.handle(request, response);
            }
        })) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void sendError_ofWhateverStatus_isAFailure(WebServer.Kind kind) throws Exception {
        assertThatFailure(kind, (request, response) -> response.sendError(400, "an internal"));
        assertThatFailure(kind, (request, response) -> {
            response.sendError(200);
            response.getOutputStream().print("an internal");
            assertThat(response.isCommitted()).isTrue();
        });
    }

    /** Whoever chooses a handler, or lets it pass a rule, does not handle it. */
    @ParameterizedTest
    @EveryServer
    void refusalBySomebodyWhoOnlyAskedWhatWasAdmitted_isAFailure(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            assertThat(WebhookFilter.isVerified(request)).isTrue();
            assertThat(WebhookFilter.admitted(request))
                    .hasValueSatisfying(
                            received -> assertThat(received.endpoint()).isEqualTo("pings"));
            response.setStatus(403);
        })) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
        }
    }

    @ParameterizedTest
    @EveryServer
    void redirect_isAFailure(WebServer.Kind kind) throws Exception {
        assertThatFailure(kind, (request, response) -> response.sendRedirect("/elsewhere"));
    }

    /** Servlet 6.1 adds a form that an older wrapper would hand to the server; 6.0 does not have it. */
    @ParameterizedTest
    @EveryServer
    void redirectOfServlet61_isAFailure(WebServer.Kind kind) throws Exception {
        if (kind == WebServer.Kind.JETTY_EE10) {
            assertThat(HttpServletResponse.class.getMethods())
                    .filteredOn(method -> method.getName().equals("sendRedirect"))
                    .hasSize(1);
            return;
        }
        assertThatFailure(
                kind,
                (request, response) -> HttpServletResponse.class
                        .getMethod("sendRedirect", String.class, int.class)
                        .invoke(response, "/elsewhere", 301));
    }

    @ParameterizedTest
    @EveryServer
    void exceptionAfterHalfAnAnswer_isAFailure(WebServer.Kind kind) throws Exception {
        assertThatFailure(kind, (request, response) -> {
            response.setContentType("application/json");
            response.getWriter().write("an internal");
            response.flushBuffer();
            throw new IOException("an internal");
        });
        assertThatFailure(kind, (request, response) -> {
            throw new StackOverflowError();
        });
    }

    @ParameterizedTest
    @EveryServer
    void statusOfAServerError_isAFailureWhateverItsText(WebServer.Kind kind) throws Exception {
        assertThatFailure(kind, (request, response) -> {
            response.setStatus(503);
            response.setContentLength(11);
            response.getOutputStream().print("an internal");
        });
    }

    @ParameterizedTest
    @EveryServer
    void missingRoute_isAFailureThatReleasesTheClaim(WebServer.Kind kind) throws Exception {
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        try (Endpoint endpoint = Endpoint.start(
                kind,
                (request, response) -> attempts.add(WebhookFilter.received(request, Pings.Ping.class)
                        .events()
                        .get(0)
                        .attempt()))) {
            Endpoint.assertRetryLater(endpoint.send("/webhooks/nobody-is-here", Endpoint.signed("ping")));
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
        assertThat(attempts).containsExactly(2);
    }

    @ParameterizedTest
    @EveryServer
    void refusalBySomebodyWhoNeverLooked_isAFailure(WebServer.Kind kind) throws Exception {
        AtomicBoolean refuse = new AtomicBoolean(true);
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            request.getParameter("_method");
            response.setStatus(refuse.get() ? 403 : 200);
        })) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
            refuse.set(false);
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void refusalAfterALook_isFinalAndWordedByTheApplication(WebServer.Kind kind) throws Exception {
        for (Endpoint.Handling look : List.<Endpoint.Handling>of(
                (request, response) -> request.getInputStream(),
                (request, response) -> request.getReader(),
                (request, response) -> WebhookFilter.received(request),
                (request, response) -> WebhookFilter.verified(request))) {
            try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
                look.handle(request, response);
                response.setStatus(409);
                response.setContentType("text/plain;charset=utf-8");
                response.getWriter().write("no such monitor");
            })) {
                HttpResponse<String> answer = endpoint.send("ping");
                assertThat(answer.statusCode()).isEqualTo(409);
                assertThat(answer.body()).isEqualTo("no such monitor");
                HttpResponse<String> retry = endpoint.send("ping");
                assertThat(retry.statusCode()).isEqualTo(409);
                assertThat(retry.body()).isEmpty();
                assertThat(Endpoint.outcome(retry)).isEqualTo("duplicate");
            }
        }
    }

    @ParameterizedTest
    @EveryServer
    void refusalByAnEvent_replacesTheApplicationsAnswer(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            ReceivedDelivery<Pings.Ping> received = WebhookFilter.received(request, Pings.Ping.class);
            received.forEach(event -> {
                throw new RefusedException(410, "the monitor is gone");
            });
            response.getOutputStream().print("fine");
        })) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @EveryServer
    void storeThatThrowsAtTheEnd_asksForARetry(WebServer.Kind kind) throws Exception {
        DedupStore store = new ThrowingStore();
        try (Endpoint endpoint = Endpoint.start(
                kind,
                WebhookFilter.of(Endpoint.receiver().dedup(store).build()),
                Map.of(
                        Endpoint.PATH,
                        (request, response) -> response.getWriter().write("fine")),
                DispatcherType.REQUEST)) {
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
}

package io.countersign.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.testkit.SignedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;

/** Whatever goes wrong inside or before the filter, the request does not go on. */
class FailClosedTest {
    private final AtomicInteger entries = new AtomicInteger();

    /** What stands before the filter, a filter of somebody else's, hands over a request like that. */
    private int statusBehind(WebServer.Kind kind, UnaryOperator<HttpServletRequest> broken) throws Exception {
        WebhookFilter hooks = WebhookFilter.of(Endpoint.receiver().build());
        Filter first = (request, response, chain) ->
                hooks.doFilter(broken.apply((HttpServletRequest) request), response, chain);
        try (Endpoint endpoint = Endpoint.start(
                kind,
                first,
                Map.of(Endpoint.PATH, (request, response) -> entries.incrementAndGet()),
                DispatcherType.REQUEST)) {
            SignedRequest delivery = Endpoint.signed("ping");
            return endpoint.send(Endpoint.PATH, delivery).statusCode();
        }
    }

    @ParameterizedTest
    @EveryServer
    void requestThatThrows_asksForARetryAndEntersNothing(WebServer.Kind kind) throws Exception {
        for (UnaryOperator<HttpServletRequest> broken : List.<UnaryOperator<HttpServletRequest>>of(
                request -> new ThrowsAtHeaders(request, new IllegalStateException("an internal")),
                request -> new ThrowsAtTheBody(request, new IllegalStateException("an internal")),
                request -> new ThrowsAtTheBody(request, null))) {
            assertThat(statusBehind(kind, broken)).isEqualTo(503);
        }
        assertThat(entries).hasValue(0);
        assertThat(statusBehind(kind, request -> request)).isEqualTo(200);
        assertThat(entries).hasValue(1);
    }

    @ParameterizedTest
    @EveryServer
    void errorOfTheMachine_entersNothing(WebServer.Kind kind) throws Exception {
        assertThat(statusBehind(kind, request -> new ThrowsAtHeaders(request, new StackOverflowError("an internal"))))
                .isEqualTo(500);
        assertThat(entries).hasValue(0);
    }

    private static final class ThrowsAtHeaders extends HttpServletRequestWrapper {
        private final Throwable thrown;

        ThrowsAtHeaders(HttpServletRequest request, Throwable thrown) {
            super(request);
            this.thrown = thrown;
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }

    /** Throws that, or an {@link IOException} where it is null. */
    private static final class ThrowsAtTheBody extends HttpServletRequestWrapper {
        private final RuntimeException thrown;

        ThrowsAtTheBody(HttpServletRequest request, RuntimeException thrown) {
            super(request);
            this.thrown = thrown;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (thrown == null) {
                throw new IOException("an internal");
            }
            throw thrown;
        }
    }
}

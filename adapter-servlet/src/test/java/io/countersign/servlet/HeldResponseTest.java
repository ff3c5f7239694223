package io.countersign.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;

class HeldResponseTest {

    @ParameterizedTest
    @EveryServer
    void answerOfTheApplication_goesOutWithItsHeaders(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            response.getWriter().write("dropped");
            response.reset();
            response.setStatus(201);
            response.setContentType("text/plain;charset=iso-8859-1");
            response.setHeader("X-Application", "here");
            assertThat(response.getStatus()).isEqualTo(201);
            response.getWriter().write("also dropped");
            response.resetBuffer();
            response.getWriter().write("gr\u00fcn");
            response.flushBuffer();
            response.getWriter().close();
            assertThat(response.isCommitted()).isFalse();
            assertThatThrownBy(response::getOutputStream).isInstanceOf(IllegalStateException.class);
        })) {
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("X-Application")).hasValue("here");
            assertThat(answer.body()).isEqualTo("gr\u00fcn");
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void answerOfTheHold_isHeldAndOneByteMoreIsNot(WebServer.Kind kind) throws Exception {
        for (int length : new int[] {HeldResponse.HOLD_BYTES, HeldResponse.HOLD_BYTES + 1}) {
            try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
                response.getOutputStream().write(new byte[length - 1]);
                response.getOutputStream().write(0);
                response.getOutputStream().flush();
                assertThat(response.isCommitted()).isEqualTo(length > HeldResponse.HOLD_BYTES);
            })) {
                HttpResponse<String> answer = endpoint.send("ping");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).hasSize(length);
                assertThat(Endpoint.outcome(answer)).isEqualTo(length > HeldResponse.HOLD_BYTES ? "" : "handled");
                assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("duplicate");
            }
        }
    }

    @ParameterizedTest
    @EveryServer
    void failureAfterALongAnswerBegan_breaksTheAnswerOffAndReleasesTheClaim(WebServer.Kind kind) throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            if (!failed.getAndSet(true)) {
                response.getOutputStream().write(new byte[100 * 1024]);
                response.flushBuffer();
                throw new IllegalStateException("an internal");
            }
        })) {
            assertThatThrownBy(() -> endpoint.send("ping")).isInstanceOf(IOException.class);
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void headersOfFiltersInFront_stayOnEveryAnswer(WebServer.Kind kind) throws Exception {
        WebhookFilter hooks = WebhookFilter.of(Endpoint.receiver().build());
        Filter withHeaders = new Filter() {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                HttpServletResponse http = (HttpServletResponse) response;
                http.addHeader("X-Trace", "one");
                http.addHeader("X-Trace", "two");
                hooks.doFilter(request, response, chain);
            }
        };
        try (Endpoint endpoint = Endpoint.start(
                kind,
                withHeaders,
                Map.of(Endpoint.PATH, (request, response) -> {
                    response.addHeader("X-Trace", "three");
                    response.sendError(500);
                }),
                DispatcherType.REQUEST)) {
            HttpResponse<String> answer = endpoint.send("ping");
            Endpoint.assertRetryLater(answer);
            assertThat(answer.headers().allValues("X-Trace")).containsExactly("one", "two");
        }
    }
}

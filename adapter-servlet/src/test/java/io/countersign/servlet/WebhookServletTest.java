package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.WebhookReceiver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;

/** An endpoint that verifies by itself. */
class WebhookServletTest {
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final WebhookReceiver<Pings.Ping> receiver = Endpoint.receiver().build();

    private WebhookServlet servlet() {
        return WebhookServlet.of(receiver, (received, request, response) -> {
            handled.add(new String(request.getInputStream().readAllBytes(), US_ASCII));
            response.setStatus(202);
        });
    }

    @ParameterizedTest
    @EveryServer
    void handler_isEnteredByWhatWasVerifiedOnly(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = Endpoint.on(kind.start(new WebApp().servlet(Endpoint.PATH, servlet())))) {
            assertThat(endpoint.send(Endpoint.PATH, Endpoint.signed("ping").tampered())
                            .statusCode())
                    .isEqualTo(401);
            for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT")) {
                assertThat(endpoint.send(Endpoint.PATH, Endpoint.signed("ping").withMethod(method))
                                .statusCode())
                        .as(method)
                        .isEqualTo(405);
            }
            assertThat(handled).isEmpty();
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("duplicate");
        }
        assertThat(handled).containsExactly("ping");
    }

    /** The case of a servlet that somebody maps once more, to where no filter is. */
    @ParameterizedTest
    @EveryServer
    void secondPathOfTheServlet_isVerifiedTheSame(WebServer.Kind kind) throws Exception {
        WebApp app = new WebApp().servlet(Endpoint.PATH, servlet()).servlet("/management/*", servlet());
        try (Endpoint endpoint = Endpoint.on(kind.start(app))) {
            assertThat(endpoint.send("/management/x", Endpoint.signed("ping").tampered())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(handled).isEmpty();
            assertThat(endpoint.send("/management/x", Endpoint.signed("ping")).statusCode())
                    .isEqualTo(202);
        }
        assertThat(handled).containsExactly("ping");
    }

    /** By its name no filter over a path would run. */
    @ParameterizedTest
    @EveryServer
    void dispatchByName_isRefused(WebServer.Kind kind) throws Exception {
        WebApp app = new WebApp()
                .servlet(Endpoint.PATH, servlet())
                .servlet(
                        "/open",
                        Endpoint.servlet((request, response) -> request.getServletContext()
                                .getNamedDispatcher(Endpoint.PATH)
                                .forward(request, response)));
        try (Endpoint endpoint = Endpoint.on(kind.start(app))) {
            Endpoint.assertRetryLater(endpoint.send("/open", Endpoint.signed("ping")));
        }
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @EveryServer
    void filterOfTheSameReceiverInFront_changesNothing(WebServer.Kind kind) throws Exception {
        WebApp app = new WebApp()
                .filter(WebhookFilter.of(receiver), "/webhooks/*", EnumSet.allOf(DispatcherType.class))
                .servlet(Endpoint.PATH, servlet());
        try (Endpoint endpoint = Endpoint.on(kind.start(app))) {
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
        assertThat(handled).containsExactly("ping");
    }

    @ParameterizedTest
    @EveryServer
    void whateverTheHandlerThrows_asksForARetryWhichIsHandled(WebServer.Kind kind) throws Exception {
        for (Exception thrown : List.of(
                new Exception("an internal"),
                new IOException("an internal"),
                new ServletException("an internal"),
                new IllegalStateException("an internal"))) {
            AtomicReference<Exception> next = new AtomicReference<>(thrown);
            WebhookServlet servlet = WebhookServlet.of(receiver, (received, request, response) -> {
                Exception now = next.getAndSet(null);
                if (now != null) {
                    throw now;
                }
            });
            try (Endpoint endpoint = Endpoint.on(kind.start(new WebApp().servlet(Endpoint.PATH, servlet)))) {
                String body = thrown.getClass().getName();
                Endpoint.assertRetryLater(endpoint.send(body));
                assertThat(Endpoint.outcome(endpoint.send(body))).isEqualTo("handled");
            }
        }
    }
}

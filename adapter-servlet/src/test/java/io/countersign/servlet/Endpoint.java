package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceiverBuilder;
import io.countersign.WebhookReceiver;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** A server with an endpoint at {@link #PATH} that takes any signed body, and what a test puts behind it. */
final class Endpoint implements AutoCloseable {
    static final String PATH = "/webhooks/pings";

    private static final SigningSecret SECRET = SigningSecret.of("one", "the secret of the endpoint");

    /** What a servlet of a test does. */
    @FunctionalInterface
    interface Handling {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private final WebServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Endpoint(WebServer server) {
        this.server = server;
    }

    static Endpoint start(WebServer.Kind kind, Handling handling) {
        return start(kind, Map.of(PATH, handling), DispatcherType.REQUEST);
    }

    static Endpoint start(WebServer.Kind kind, Map<String, Handling> servlets, DispatcherType... dispatches) {
        return start(kind, WebhookFilter.of(receiver().build()), servlets, dispatches);
    }

    static Endpoint start(
            WebServer.Kind kind, Filter filter, Map<String, Handling> servlets, DispatcherType... dispatches) {
        Map<String, HttpServlet> wrapped = new HashMap<>();
        servlets.forEach((path, handling) -> wrapped.put(path, servlet(handling)));
        return new Endpoint(kind.start(filter, wrapped, dispatches));
    }

    /** On a server that a test has started otherwise. */
    static Endpoint on(WebServer server) {
        return new Endpoint(server);
    }

    static ReceiverBuilder<Pings.Ping> receiver() {
        return receiver("pings");
    }

    static ReceiverBuilder<Pings.Ping> receiver(String name) {
        return WebhookReceiver.builder(name, new Pings()).secrets(SecretRing.of(SECRET));
    }

    static HttpServlet servlet(Handling handling) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                try {
                    handling.handle(request, response);
                } catch (IOException | ServletException | RuntimeException thrown) {
                    throw thrown;
                } catch (Exception thrown) {
                    throw new ServletException(thrown);
                }
            }
        };
    }

    static SignedRequest signed(String body) {
        return Senders.statusPulse(SECRET).deliver(body.getBytes(ISO_8859_1));
    }

    HttpResponse<String> send(String body) throws Exception {
        return send(PATH, signed(body));
    }

    HttpResponse<String> send(String path, SignedRequest delivery) throws Exception {
        return http.send(delivery.toHttpRequest(server.uri(path)), BodyHandlers.ofString(ISO_8859_1));
    }

    URI uri() {
        return server.uri(PATH);
    }

    WebServer server() {
        return server;
    }

    /** What became of the delivery, as the sender is told; empty where it is told nothing. */
    static String outcome(HttpResponse<String> answer) {
        return answer.headers().firstValue("Webhook-Outcome").orElse("");
    }

    /** A 503 with when to retry, and nothing of what the application said. */
    static void assertRetryLater(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("text/plain;charset=us-ascii"));
        assertThat(answer.headers().map()).doesNotContainKeys("x-application", "set-cookie", "location");
        assertThat(answer.body()).isEqualTo("retry later\n");
        assertThat(outcome(answer)).isEmpty();
    }

    @Override
    public void close() {
        server.close();
    }
}

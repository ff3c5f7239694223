package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.testkit.SignedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is set up to decompress requests, in front of the filter, which then sees other bytes than were sent. */
// Jetty 12.1 has a successor of this handler in a module of its own; this one does the same to a request.
@SuppressWarnings({"deprecation", "removal"})
class InflatingServerTest {
    private final AtomicInteger handled = new AtomicInteger();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(
                new FilterHolder(WebhookFilter.of(Endpoint.receiver().build())),
                Endpoint.PATH,
                EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
                        handled.incrementAndGet();
                    }
                }),
                Endpoint.PATH);
        GzipHandler gzip = new GzipHandler(context);
        gzip.setInflateBufferSize(8 * 1024);
        server.setHandler(gzip);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    /** A sender that compresses signs what it sends. */
    @Test
    void bodyThatTheServerInflated_isNotWhatWasSigned_andIsRefused() throws Exception {
        String compressed = gzip("{\"a\":1}");
        assertThat(send(Endpoint.signed(compressed).withHeader("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(handled).hasValue(0);
        assertThat(send(Endpoint.signed("{\"a\":1}")).statusCode()).isEqualTo(200);
        assertThat(handled).hasValue(1);
    }

    private HttpResponse<String> send(SignedRequest request) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + Endpoint.PATH);
        return HttpClient.newHttpClient().send(request.toHttpRequest(uri), BodyHandlers.ofString());
    }

    private static String gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(ISO_8859_1));
        }
        return bytes.toString(ISO_8859_1);
    }
}

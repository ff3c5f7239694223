package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.DeliveryReport;
import io.countersign.Outcome;
import io.countersign.testkit.SignedRequest;
import jakarta.servlet.DispatcherType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;

/** What depends on the server's own time-outs and protocols. */
class WireTest {
    private final BlockingQueue<DeliveryReport> reports = new LinkedBlockingQueue<>();

    private Endpoint start(WebServer.Kind kind) {
        WebhookFilter filter = WebhookFilter.of(Endpoint.receiver()
                .maxBodyBytes(100)
                .bodyDeadline(Duration.ofSeconds(2))
                .listener(reports::add)
                .build());
        return Endpoint.start(kind, filter, Map.of(Endpoint.PATH, (request, response) -> {}), DispatcherType.REQUEST);
    }

    @ParameterizedTest
    @EveryServer
    void bodyThatStalls_isTooSlow(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = start(kind)) {
            // A server that has served nothing yet may close a connection before the filter sees it.
            endpoint.send("first");
            assertThat(reports.take().outcome()).isEqualTo(Outcome.HANDLED);
            endpoint.server().setReadTimeout(Duration.ofSeconds(1));
            try (Socket socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
                write(socket, "POST " + Endpoint.PATH + " HTTP/1.1\r\nHost: wire\r\nContent-Length: 10\r\n\r\nhalf");
                DeliveryReport report = next();
                assertThat(report.outcome()).isEqualTo(Outcome.TOO_SLOW);
                assertThat(report.bodyBytes()).isEqualTo(4);
                assertThat(allOf(socket)).startsWith("HTTP/1.1 408").doesNotContain("Exception", "io.countersign");
            }
        }
    }

    @ParameterizedTest
    @EveryServer
    void bodyThatIsCutOff_isNotAnsweredByAStackTrace(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = start(kind);
                Socket socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
            write(socket, "POST " + Endpoint.PATH + " HTTP/1.1\r\nHost: wire\r\nContent-Length: 10\r\n\r\nhalf");
            socket.shutdownOutput();
            assertThat(allOf(socket)).doesNotContain("Exception", "io.countersign");
            assertThat(next().outcome()).isEqualTo(Outcome.CUT_OFF);
        }
    }

    @ParameterizedTest
    @EveryServer
    void bodyThatGoesOnSlowlyBehindItsAnswer_endsTheConnection(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = start(kind)) {
            try (Socket socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
                write(socket, "POST " + Endpoint.PATH + " HTTP/1.1\r\nHost: wire\r\nContent-Length: 90\r\n\r\n");
                assertThat(bytesTakenAtFiveInASecond(socket)).isLessThan(40);
            }
            assertThat(next().outcome()).isEqualTo(Outcome.TOO_SLOW);
            assertThat(Endpoint.outcome(endpoint.send("next"))).isEqualTo("handled");
        }
    }

    private static int bytesTakenAtFiveInASecond(Socket socket) throws InterruptedException {
        for (int i = 0; i < 90; i++) {
            try {
                write(socket, "x");
            } catch (IOException closed) {
                return i;
            }
            Thread.sleep(200);
        }
        return 90;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String allOf(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private DeliveryReport next() throws InterruptedException {
        DeliveryReport report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        return report;
    }

    @ParameterizedTest
    @EveryServer
    void url_isHandedOnAsItWasSent(WebServer.Kind kind) throws Exception {
        List<String> urls = new CopyOnWriteArrayList<>();
        List<String> sent = List.of(
                "/webhooks/%70ings",
                "/webhooks/pings?", "/webhooks/pings?a=%2F%41+b&c", "/webhooks/pings;v=1?d=%c3%a4");
        try (Endpoint endpoint = Endpoint.start(
                kind,
                (request, response) ->
                        urls.add(WebhookFilter.verified(request).delivery().url()))) {
            for (String url : sent) {
                assertThat(post(endpoint, url)).as(url).startsWith("HTTP/1.1 200");
            }
        }
        assertThat(urls).containsExactlyElementsOf(sent);
    }

    /** A signed delivery to that URL, byte for byte; returns the status line. */
    private static String post(Endpoint endpoint, String url) throws Exception {
        StringBuilder head = new StringBuilder("POST " + url + " HTTP/1.1\r\nHost: wire\r\n");
        SignedRequest signed = Endpoint.signed(url);
        signed.headers().forEach(line -> head.append(line.name() + ": " + line.value() + "\r\n"));
        head.append("Content-Length: " + signed.body().length + "\r\n\r\n" + url);
        try (Socket socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
            socket.getOutputStream().write(head.toString().getBytes(ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
        }
    }
}

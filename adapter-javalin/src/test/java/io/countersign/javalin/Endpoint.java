package io.countersign.javalin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReceiverBuilder;
import io.countersign.WebhookReceiver;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import io.javalin.config.JavalinConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;

/** A Javalin with an endpoint at {@link #PATH} that takes any signed body, and what a test puts behind and around it. */
final class Endpoint implements AutoCloseable {
    static final String PATH = "/webhooks/pings";

    private static final SigningSecret SECRET = SigningSecret.of("one", "the secret of the endpoint");

    private final RunningJavalin server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Endpoint(RunningJavalin server) {
        this.server = server;
    }

    static Endpoint start(WebhookHandler<Pings.Ping> handler) {
        return start(handler, config -> {});
    }

    static Endpoint start(WebhookHandler<Pings.Ping> handler, Consumer<JavalinConfig> around) {
        return start(Form.HANDLER, receiver().build(), handler, around);
    }

    static Endpoint start(
            Form form,
            WebhookReceiver<Pings.Ping> receiver,
            WebhookHandler<Pings.Ping> handler,
            Consumer<JavalinConfig> around) {
        return new Endpoint(RunningJavalin.start(config -> {
            around.accept(config);
            form.add(config, PATH, receiver, handler);
        }));
    }

    static ReceiverBuilder<Pings.Ping> receiver() {
        return WebhookReceiver.builder("pings", new Pings()).secrets(SecretRing.of(SECRET));
    }

    static SignedRequest signed(String body) {
        return Senders.statusPulse(SECRET).deliver(body.getBytes(ISO_8859_1));
    }

    static SignedRequest signed(String contentType, String body) {
        return signed(body).withoutHeader("Content-Type").withHeader("Content-Type", contentType);
    }

    HttpResponse<String> send(String body) throws Exception {
        return send(PATH, signed(body));
    }

    HttpResponse<String> send(SignedRequest delivery) throws Exception {
        return send(PATH, delivery);
    }

    HttpResponse<String> send(String path, SignedRequest delivery) throws Exception {
        return http.send(delivery.toHttpRequest(uri(path)), BodyHandlers.ofString(ISO_8859_1));
    }

    /** Sends a delivery with that request line and these header lines, byte for byte; returns the status line. */
    String sendRaw(String methodAndTarget, String headerLines, SignedRequest delivery) throws Exception {
        byte[] body = delivery.body();
        StringBuilder head = new StringBuilder(methodAndTarget + " HTTP/1.1\r\nHost: wire\r\n" + headerLines);
        delivery.headers().forEach(line -> head.append(line.name() + ": " + line.value() + "\r\n"));
        head.append("Content-Length: " + body.length + "\r\n\r\n");
        try (Socket socket = new Socket("127.0.0.1", uri(PATH).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.toString().getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
        }
    }

    URI uri(String path) {
        return server.uri(path);
    }

    /** What became of the delivery, as the sender is told; empty where it is told nothing. */
    static String outcome(HttpResponse<String> answer) {
        return answer.headers().firstValue("Webhook-Outcome").orElse("");
    }

    static void assertHandled(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(outcome(answer)).isEqualTo("handled");
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

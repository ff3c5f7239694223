package io.countersign.javalin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.DeliveryReport;
import io.countersign.Outcome;
import io.countersign.WebhookReceiver;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler gets of the body, and how large it may be. */
class BodyTest {

    @Test
    void context_givesTheVerifiedBodyInEachOfItsWays() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            bodies.add(new String(ctx.bodyAsBytes(), ISO_8859_1));
            bodies.add(ctx.body());
            bodies.add(new String(ctx.bodyInputStream().readAllBytes(), ISO_8859_1));
            bodies.add(new String(ctx.bodyInputStream().readAllBytes(), ISO_8859_1));
            bodies.add(ctx.req().getReader().readLine());
            bodies.add(new String(webhook.verified().delivery().body(), ISO_8859_1));
            assertThat(ctx.contentLength()).isEqualTo(4);
        };
        try (Endpoint endpoint = Endpoint.start(handler)) {
            Endpoint.assertHandled(endpoint.send("ping"));
        }
        assertThat(bodies).hasSize(6).containsOnly("ping");
    }

    @Test
    void stream_isThereWithoutAskingForTheBytesFirst() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        try (Endpoint endpoint = Endpoint.start(
                (ctx, webhook) -> bodies.add(new String(ctx.bodyInputStream().readAllBytes(), ISO_8859_1)))) {
            Endpoint.assertHandled(endpoint.send("ping"));
        }
        assertThat(bodies).containsExactly("ping");
    }

    @Test
    void formParam_isReadFromTheVerifiedBody() throws Exception {
        List<String> values = new CopyOnWriteArrayList<>();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            values.add(String.valueOf(ctx.formParam("payload")));
            values.addAll(ctx.formParams("a"));
        };
        try (Endpoint endpoint = Endpoint.start(handler)) {
            Endpoint.assertHandled(
                    endpoint.send(Endpoint.signed("application/x-www-form-urlencoded", "payload=%7B%2A%7D&a=b+c&a=d")));
        }
        assertThat(values).containsExactly("{*}", "b c", "d");
    }

    @Test
    void partsOfABody_areRefusedWithTheWayOut() throws Exception {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            assertThatThrownBy(() -> ctx.req().getParts()).satisfies(thrown::add);
            assertThatThrownBy(() -> ctx.req().getPart("a")).satisfies(thrown::add);
        };
        try (Endpoint endpoint = Endpoint.start(handler)) {
            Endpoint.assertHandled(endpoint.send(Endpoint.signed("multipart/form-data; boundary=b", "--b--")));
        }
        assertThat(thrown)
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal).hasMessageContaining("read it from ctx.bodyAsBytes()"));
    }

    @Test
    void bodyThatABeforeHandlerAskedFor_isStillVerified() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        try (Endpoint endpoint = Endpoint.start(
                (ctx, webhook) -> bodies.add(ctx.body()),
                config -> config.routes.before(ctx -> bodies.add("before " + ctx.body())))) {
            Endpoint.assertHandled(endpoint.send("ping"));
            assertThat(endpoint.send(Endpoint.signed("ping").tampered()).statusCode())
                    .isEqualTo(401);
        }
        assertThat(bodies).startsWith("before ping", "ping").hasSize(3);
    }

    @Test
    void bodyThatABeforeHandlerReadAway_asksForARetryAndIsNotCalledForged() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        try (Endpoint endpoint = Endpoint.start(
                (ctx, webhook) -> handled.incrementAndGet(),
                config -> config.routes.before(ctx -> ctx.bodyInputStream().readAllBytes()))) {
            Endpoint.assertRetryLater(endpoint.send("ping"));
        }
        assertThat(handled).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void largestBody_isTheSmallerOfJavalinsAndTheEndpoints(boolean chunked) throws Exception {
        assertThat(statusOfBodies(chunked, 100, 50)).containsExactly(200, 413);
        assertThat(statusOfBodies(chunked, 50, 100)).containsExactly(200, 413);
    }

    /** The statuses of bodies of 50 and 51 bytes. */
    private static List<Integer> statusOfBodies(boolean chunked, int ofEndpoint, long ofJavalin) throws Exception {
        List<DeliveryReport> reports = new CopyOnWriteArrayList<>();
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        WebhookReceiver<Pings.Ping> receiver = Endpoint.receiver()
                .maxBodyBytes(ofEndpoint)
                .listener(reports::add)
                .build();
        try (Endpoint endpoint = Endpoint.start(
                Form.HANDLER, receiver, (ctx, webhook) -> sizes.add(ctx.bodyAsBytes().length), config -> {
                    config.http.maxRequestSize = ofJavalin;
                })) {
            int fits = send(endpoint, chunked, Endpoint.signed("x".repeat(50))).statusCode();
            HttpResponse<String> tooLarge = send(endpoint, chunked, Endpoint.signed("x".repeat(51)));
            assertThat(tooLarge.body()).isEqualTo("body too large\n");
            assertThat(tooLarge.headers().firstValue("Connection")).hasValue("close");
            assertThat(reports).last().extracting(DeliveryReport::outcome).isEqualTo(Outcome.TOO_LARGE);
            assertThat(sizes).containsExactly(50);
            return List.of(fits, tooLarge.statusCode());
        }
    }

    private static HttpResponse<String> send(Endpoint endpoint, boolean chunked, SignedRequest delivery)
            throws Exception {
        if (!chunked) {
            return endpoint.send(delivery);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri(Endpoint.PATH))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(delivery.body())));
        delivery.headers().forEach(line -> request.header(line.name(), line.value()));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString(ISO_8859_1));
    }

    @Test
    void jsonMapper_isNotNeeded() throws Exception {
        assertThatThrownBy(() -> Class.forName("com.fasterxml.jackson.databind.ObjectMapper"))
                .isInstanceOf(ClassNotFoundException.class);
        try (Endpoint endpoint = Endpoint.start((ctx, webhook) -> webhook.event())) {
            Endpoint.assertHandled(endpoint.send("ping"));
        }
    }
}

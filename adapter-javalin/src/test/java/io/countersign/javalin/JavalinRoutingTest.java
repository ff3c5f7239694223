package io.countersign.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.UnknownEvent;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which requests reach a handler, and what it can ask for. */
class JavalinRoutingTest {
    private static final List<String> SPELLINGS = List.of(
            "/webhooks/pings",
            "/webhooks/pings/",
            "//webhooks/pings",
            "/webhooks//pings",
            "/webhooks/pings;x=1",
            "/webhooks;x=1/pings",
            "/webhooks/%70ings",
            "/webhooks/pings%2e",
            "/webhooks/%2e/pings",
            "/webhooks/./pings",
            "/webhooks/x/../pings",
            "/webhooks/x/..;/pings",
            "/webhooks%2Fpings",
            "/webhooks/pings%2F",
            "/webhooks%5Cpings",
            "/WEBHOOKS/PINGS",
            "/webhooks/pings%00",
            "/webhooks/pings%0a",
            "/webhooks/pings?a=/webhooks/pings",
            "http://wire/webhooks/pings");

    private static SignedRequest forged() {
        return Endpoint.signed("ping").tampered();
    }

    @ParameterizedTest
    @EnumSource
    void spellingOfThePath_neverLeadsAroundTheVerification(Form form) throws Exception {
        for (boolean lenient : new boolean[] {false, true}) {
            List<String> handled = new CopyOnWriteArrayList<>();
            try (Endpoint endpoint = Endpoint.start(
                    form, Endpoint.receiver().build(), (ctx, webhook) -> handled.add(ctx.path()), config -> {
                        config.router.treatMultipleSlashesAsSingleSlash = lenient;
                        config.router.caseInsensitiveRoutes = lenient;
                        config.router.ignoreTrailingSlashes = lenient;
                    })) {
                for (String spelling : SPELLINGS) {
                    assertThat(endpoint.sendRaw("POST " + spelling, "", forged()))
                            .as(spelling)
                            .matches("HTTP/1.1 (400|401|404) .*");
                }
                assertThat(handled).isEmpty();
                assertThat(endpoint.sendRaw("POST /webhooks/pings", "", Endpoint.signed("ping")))
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void methodInAHeaderOrOfAnotherKind_neverReachesTheHandler(Form form) throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        try (Endpoint endpoint = Endpoint.start(
                form, Endpoint.receiver().build(), (ctx, webhook) -> handled.add(ctx.path()), config -> {})) {
            for (String method :
                    List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "post")) {
                assertThat(endpoint.sendRaw(
                                method + " " + Endpoint.PATH,
                                "X-HTTP-Method-Override: POST\r\n",
                                Endpoint.signed("ping")))
                        .as(method)
                        .matches("HTTP/1.1 4\\d\\d .*");
            }
        }
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void webSocketUpgrade_isNoWayIn(Form form) throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        try (Endpoint endpoint = Endpoint.start(
                form, Endpoint.receiver().build(), (ctx, webhook) -> handled.add(ctx.path()), config -> {})) {
            for (String method : List.of("GET", "POST")) {
                assertThat(endpoint.sendRaw(method + " " + Endpoint.PATH, upgrade, forged()))
                        .as(method)
                        .matches("HTTP/1.1 4\\d\\d .*");
            }
            Endpoint.assertHandled(endpoint.send("ping"));
        }
        assertThat(handled).hasSize(1);
    }

    @Test
    void handlerOnItsOwn_protectsTheRouteItIsAddedTo() throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> handled.add(ctx.pathParam("name"));
        try (Endpoint endpoint = Endpoint.start(
                (ctx, webhook) -> {},
                config -> config.routes.post(
                        "/hooks/{name}",
                        JavalinWebhooks.handler(Endpoint.receiver().build(), handler)))) {
            Endpoint.assertHandled(endpoint.send("/hooks/one", Endpoint.signed("ping")));
            assertThat(endpoint.send("/hooks/two", forged()).statusCode()).isEqualTo(401);
        }
        assertThat(handled).containsExactly("one");
    }

    @Test
    void extension_givesTheDeliveryAndItsEvent() throws Exception {
        List<Object> given = new CopyOnWriteArrayList<>();
        try (RunningJavalin server = RunningJavalin.start(config -> config.registerPlugin(new WebhookPlugin(webhooks ->
                webhooks.endpoint(Endpoint.PATH, Endpoint.receiver().build(), ctx -> {
                    WebhookPlugin.Webhook webhook = ctx.with(WebhookPlugin.class);
                    given.add(webhook.event(Pings.Ping.class));
                    given.add(webhook.received().endpoint());
                    given.add(webhook.received(Pings.Ping.class).events().size());
                    given.add(webhook.verified().delivery().url());
                    assertThatThrownBy(() -> webhook.event(UnknownEvent.class))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("which is no io.countersign.event.UnknownEvent");
                    given.add("refused");
                }))))) {
            assertThat(post(server, Endpoint.PATH + "?a=%C3%BC").statusCode()).isEqualTo(200);
        }
        assertThat(given).hasSize(5).contains("pings", 1, Endpoint.PATH + "?a=%C3%BC");
    }

    private static HttpResponse<String> post(RunningJavalin server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(Endpoint.signed("ping").toHttpRequest(server.uri(path)), BodyHandlers.ofString());
    }

    @Test
    void extensionOfARequestThatNoEndpointVerified_hasNothing() throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        try (RunningJavalin server = RunningJavalin.start(config -> {
            config.registerPlugin(new WebhookPlugin(webhooks ->
                    webhooks.endpoint(Endpoint.PATH, Endpoint.receiver().build(), ctx -> {})));
            config.routes.post("/open", ctx -> {
                try {
                    ctx.with(WebhookPlugin.class).event(Pings.Ping.class);
                } catch (IllegalStateException notVerified) {
                    messages.add(notVerified.getMessage());
                }
            });
        })) {
            assertThat(post(server, "/open").statusCode()).isEqualTo(200);
        }
        assertThat(messages)
                .singleElement()
                .asString()
                .startsWith("no endpoint of the WebhookPlugin verified this request, so it must not be handled");
    }

    @Test
    void event_ofSeveral_saysHowToTakeThem() throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        WebhookHandler<Pings.Ping> handler = (ctx, webhook) -> {
            try {
                webhook.event();
            } catch (IllegalStateException several) {
                messages.add(several.getMessage());
            }
        };
        try (Endpoint endpoint = Endpoint.start(handler)) {
            assertThat(endpoint.send("one\ntwo").statusCode()).isEqualTo(200);
        }
        assertThat(messages)
                .containsExactly("the delivery to endpoint \"pings\" has 2 events to handle;"
                        + " use forEach(...), which settles each on its own");
    }

    @Test
    void headerLines_areHandedOnAsTheyWereSent() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (Endpoint endpoint = Endpoint.start(
                (ctx, webhook) -> lines.addAll(webhook.verified().delivery().headerLines("x-lines")))) {
            Endpoint.assertHandled(endpoint.send(
                    Endpoint.signed("ping").withHeader("X-Lines", "one").withHeader("x-lines", "two")));
        }
        assertThat(lines).containsExactly("one", "two");
    }
}

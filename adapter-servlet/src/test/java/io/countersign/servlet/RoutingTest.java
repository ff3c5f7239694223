package io.countersign.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.WebhookReceiver;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import io.countersign.testkit.Senders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One filter for many endpoints. */
class RoutingTest {
    private static final SigningSecret ACMES = SigningSecret.of("acme", "the secret of the tenant acme");
    private static final SigningSecret TOKEN = SigningSecret.of("token", "0123456789abcdef0123456789abcdef");

    private final List<String> handled = new CopyOnWriteArrayList<>();

    private static WebhookReceiver<Pings.Ping> receiver(String name) {
        return Endpoint.receiver(name).build();
    }

    private static WebhookReceiver<Pings.Ping> ofTenants(String name) {
        return WebhookReceiver.builder(name, new Pings())
                .tenants(TenantSecrets.of(Map.of("acme", () -> SecretRing.of(ACMES))))
                .build();
    }

    private static WebhookReceiver<Pings.Ping> ofAToken(String name) {
        return WebhookReceiver.builder(name, new Pings())
                .scheme(SharedSecretScheme.path())
                .secrets(SecretRing.of(TOKEN))
                .build();
    }

    /** Notes which endpoint a request was verified for; a request that none was verified for is noted as open. */
    private void note(HttpServletRequest request) {
        handled.add(
                WebhookFilter.received(request).isPresent()
                        ? WebhookFilter.received(request, Pings.Ping.class).endpoint()
                        : "open");
    }

    private Endpoint start(WebServer.Kind kind, WebhookFilter filter) {
        WebApp app = new WebApp()
                .filter(filter, "/*", EnumSet.allOf(DispatcherType.class))
                .servlet("/*", Endpoint.servlet((request, response) -> note(request)));
        return Endpoint.on(kind.start(app));
    }

    @ParameterizedTest
    @EveryServer
    void delivery_isVerifiedByTheEndpointOfItsPathAndNoOther(WebServer.Kind kind) throws Exception {
        WebhookFilter filter = WebhookFilter.routing()
                .endpoint("/webhooks/one", receiver("one"))
                .endpoint("/webhooks/two", receiver("two"))
                .build();
        try (Endpoint endpoint = start(kind, filter)) {
            assertThat(Endpoint.outcome(endpoint.send("/webhooks/one", Endpoint.signed("ping"))))
                    .isEqualTo("handled");
            assertThat(Endpoint.outcome(endpoint.send("/webhooks/two", Endpoint.signed("ping"))))
                    .isEqualTo("handled");
            assertThat(Endpoint.outcome(endpoint.send("/webhooks/%6fne;v=1?a=b", Endpoint.signed("pong"))))
                    .isEqualTo("handled");
            assertThat(endpoint.send("/webhooks/two", Endpoint.signed("pong").tampered())
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(handled).containsExactly("one", "two", "one");
    }

    @ParameterizedTest
    @EveryServer
    void whatIsNoEndpointsPath_goesOnUnverified(WebServer.Kind kind) throws Exception {
        WebhookFilter filter = WebhookFilter.routing()
                .endpoint("/webhooks/one", receiver("one"))
                .build();
        List<String> others =
                List.of("/", "/webhooks", "/webhooks/", "/webhooks/one/", "/webhooks/one/x", "/webhooks/One");
        try (Endpoint endpoint = start(kind, filter)) {
            for (String other : others) {
                assertThat(endpoint.send(other, Endpoint.signed("ping")).statusCode())
                        .as(other)
                        .isEqualTo(200);
            }
        }
        assertThat(handled).hasSize(others.size()).containsOnly("open");
    }

    @ParameterizedTest
    @EveryServer
    void pathOfTenants_isTheEndpointsWithAllThatIsBelow(WebServer.Kind kind) throws Exception {
        WebhookFilter filter = WebhookFilter.routing()
                .endpoint("/webhooks/tenants", ofTenants("tenants"))
                .endpoint("/webhooks/tenants-not", receiver("not"))
                .build();
        try (Endpoint endpoint = start(kind, filter)) {
            byte[] body = {'a'};
            assertThat(Endpoint.outcome(endpoint.send(
                            "/webhooks/tenants/acme", Senders.statusPulse(ACMES).deliver(body))))
                    .isEqualTo("handled");
            for (String nobodys : List.of("/webhooks/tenants", "/webhooks/tenants/", "/webhooks/tenants/else")) {
                assertThat(endpoint.send(nobodys, Senders.statusPulse(ACMES).deliver(body))
                                .statusCode())
                        .as(nobodys)
                        .isEqualTo(401);
            }
            assertThat(Endpoint.outcome(endpoint.send("/webhooks/tenants-not", Endpoint.signed("ping"))))
                    .isEqualTo("handled");
        }
        assertThat(handled).containsExactly("tenants", "not");
    }

    @ParameterizedTest
    @EveryServer
    void pathThatEndsInAToken_isTheEndpoints(WebServer.Kind kind) throws Exception {
        WebhookFilter filter = WebhookFilter.routing()
                .endpoint("/webhooks/token", ofAToken("token"))
                .build();
        try (Endpoint endpoint = start(kind, filter)) {
            assertThat(Endpoint.outcome(
                            endpoint.send("/webhooks/token", Senders.path(TOKEN).deliver(new byte[] {'a'}))))
                    .isEqualTo("handled");
            assertThat(endpoint.send("/webhooks/token/wrong", Endpoint.signed("ping"))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(handled).containsExactly("token");
    }

    @ParameterizedTest
    @EveryServer
    void deliveryOfOneEndpoint_isNotForwardedToAnother(WebServer.Kind kind) throws Exception {
        WebhookFilter filter = WebhookFilter.routing()
                .endpoint("/webhooks/one", receiver("one"))
                .endpoint("/webhooks/two", receiver("two"))
                .build();
        WebApp app = new WebApp()
                .filter(filter, "/*", EnumSet.allOf(DispatcherType.class))
                .servlet(
                        "/webhooks/one",
                        Endpoint.servlet((request, response) -> request.getRequestDispatcher(request.getQueryString())
                                .forward(request, response)))
                .servlet("/webhooks/two", Endpoint.servlet((request, response) -> note(request)))
                .servlet("/inner", Endpoint.servlet((request, response) -> note(request)));
        try (Endpoint endpoint = Endpoint.on(kind.start(app))) {
            Endpoint.assertRetryLater(endpoint.send("/webhooks/one?/webhooks/two", Endpoint.signed("ping")));
            assertThat(handled).isEmpty();
            assertThat(Endpoint.outcome(endpoint.send("/webhooks/one?/inner", Endpoint.signed("ping"))))
                    .isEqualTo("handled");
        }
        assertThat(handled).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "webhooks",
                "/webhooks/",
                "//webhooks",
                "/a//b",
                "/./a",
                "/a/..",
                "/a/*",
                "/a?b",
                "/a;b",
                "/a#b",
                "/%61",
                "/a\\b",
                "/a\nb"
            })
    void pathThatNoRequestHas_isRefusedByItsName(String path) {
        assertThatThrownBy(() -> WebhookFilter.routing().endpoint(path, receiver("one")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be the path of an endpoint; write it as /webhooks/statuspulse");
    }

    @Test
    void twoEndpointsAtOnePath_areRefused() {
        assertSharing("/a", receiver("one"), "/a", receiver("two"));
        assertSharing("/a", ofTenants("one"), "/a", receiver("two"));
        assertSharing("/a", receiver("one"), "/a", ofAToken("two"));
        assertSharing("/a", ofTenants("one"), "/a/b", receiver("two"));
        assertSharing("/a/b", receiver("one"), "/a", ofAToken("two"));
        assertThat(WebhookFilter.routing()
                        .endpoint("/a", receiver("one"))
                        .endpoint("/a/b", receiver("two"))
                        .endpoint("/ab", ofTenants("three"))
                        .build())
                .isNotNull();
    }

    private static void assertSharing(
            String path, WebhookReceiver<?> receiver, String other, WebhookReceiver<?> otherReceiver) {
        RoutingBuilder routing = WebhookFilter.routing().endpoint(path, receiver);
        assertThatThrownBy(() -> routing.endpoint(other, otherReceiver))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the paths " + other + " and " + path + " (endpoint \"one\") are not apart; give each"
                        + " endpoint a path of its own, and none below one whose URLs end in a token or a tenant");
    }

    @Test
    void filterWithoutAnEndpoint_isRefused() {
        assertThatThrownBy(() -> WebhookFilter.routing().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("add one by endpoint(path, receiver)");
    }
}

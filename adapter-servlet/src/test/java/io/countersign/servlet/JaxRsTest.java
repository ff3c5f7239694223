package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.testkit.SignedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.params.ParameterizedTest;

/** A JAX-RS application behind the filter: Jersey, which finds resources by matching paths more loosely than servers do. */
class JaxRsTest {
    /** Kept quiet, and held, since a logger that nobody holds forgets that. */
    private static final Logger LOG = Logger.getLogger("org.glassfish");

    static {
        LOG.setLevel(Level.OFF);
    }

    private final List<String> handled = new CopyOnWriteArrayList<>();

    /** What a user would write. */
    @Path("")
    public static final class Hooks {
        private final List<String> handled;

        Hooks(List<String> handled) {
            this.handled = handled;
        }

        @POST
        @Path("pings")
        public Response take(@Context HttpServletRequest request, byte[] entity) {
            Pings.Ping ping = WebhookFilter.event(request, Pings.Ping.class);
            handled.add(new String(entity, ISO_8859_1) + " " + ping.digest().length());
            return Response.accepted().build();
        }

        @POST
        @Path("form")
        public Response form(@Context HttpServletRequest request, @FormParam("a") List<String> values) {
            WebhookFilter.event(request, Pings.Ping.class);
            handled.addAll(values);
            return Response.noContent().build();
        }

        @POST
        @Path("later")
        public void later(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
            Pings.Ping ping = WebhookFilter.event(request, Pings.Ping.class);
            CompletableFuture.runAsync(() -> {
                handled.add("later " + ping.digest().length());
                response.resume(Response.ok("done").build());
            });
        }

        @POST
        @Path("refused")
        public Response refused(@Context HttpServletRequest request) {
            WebhookFilter.event(request, Pings.Ping.class);
            return Response.status(409).build();
        }

        @POST
        @Path("broken")
        public Response broken(@Context HttpServletRequest request) {
            WebhookFilter.event(request, Pings.Ping.class);
            throw new IllegalStateException("an internal");
        }

        /** Asks for nothing. */
        @POST
        @Path("naive")
        public Response naive() {
            handled.add("naive");
            return Response.ok().build();
        }
    }

    private ResourceConfig resources() {
        return new ResourceConfig().register(new Hooks(handled));
    }

    private static Endpoint start(WebServer.Kind kind, ResourceConfig resources) {
        WebApp app = new WebApp()
                .filter(
                        WebhookFilter.of(Endpoint.receiver().build()),
                        "/webhooks/*",
                        EnumSet.allOf(DispatcherType.class))
                .servlet("/webhooks/*", new ServletContainer(resources));
        return Endpoint.on(kind.start(app));
    }

    @ParameterizedTest
    @EveryServer
    void resource_readsTheEntityAndTheEvent(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = start(kind, resources())) {
            HttpResponse<String> answer = endpoint.send("p\u00efng");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
            assertThat(Endpoint.outcome(endpoint.send("p\u00efng"))).isEqualTo("duplicate");
            assertThat(endpoint.send(Endpoint.PATH, Endpoint.signed("other").tampered())
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(handled).containsExactly("p\u00efng 64");
    }

    @ParameterizedTest
    @EveryServer
    void resource_readsAForm(WebServer.Kind kind) throws Exception {
        SignedRequest form = Endpoint.signed("a=1&b=2&a=3")
                .withoutHeader("Content-Type")
                .withHeader("Content-Type", "application/x-www-form-urlencoded");
        try (Endpoint endpoint = start(kind, resources())) {
            assertThat(endpoint.send("/webhooks/form", form).statusCode()).isEqualTo(204);
        }
        assertThat(handled).containsExactly("1", "3");
    }

    @ParameterizedTest
    @EveryServer
    void resourceThatAnswersLater_isSettledThen(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = start(kind, resources())) {
            HttpResponse<String> answer = endpoint.send("/webhooks/later", Endpoint.signed("ping"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("done");
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
        assertThat(handled).containsExactly("later 64");
    }

    /** Jersey answers a 4xx without a text by {@code sendError}, unless it is told otherwise. */
    @ParameterizedTest
    @EveryServer
    void refusalOfAResource_isFinalWhereJerseySetsItAsAStatus(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = start(kind, resources())) {
            Endpoint.assertRetryLater(endpoint.send("/webhooks/refused", Endpoint.signed("ping")));
        }
        ResourceConfig byStatus = resources().property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        try (Endpoint endpoint = start(kind, byStatus)) {
            assertThat(endpoint.send("/webhooks/refused", Endpoint.signed("ping"))
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @ParameterizedTest
    @EveryServer
    void resourceThatThrows_asksForARetry(WebServer.Kind kind) throws Exception {
        try (Endpoint endpoint = start(kind, resources())) {
            Endpoint.assertRetryLater(endpoint.send("/webhooks/broken", Endpoint.signed("ping")));
        }
    }

    /** To Jersey these are all the path of the resource. */
    @ParameterizedTest
    @EveryServer
    void pathThatJerseyTakesForTheResource_isVerifiedToo(WebServer.Kind kind) throws Exception {
        List<String> paths = List.of("/webhooks/naive", "/webhooks/naive/", "/webhooks/naive;x=y");
        try (Endpoint endpoint = start(kind, resources())) {
            for (String path : paths) {
                SignedRequest unsigned = Endpoint.signed(path).withoutHeader("X-StatusPulse-Signature");
                assertThat(endpoint.send(path, unsigned).statusCode()).as(path).isEqualTo(401);
            }
            assertThat(handled).isEmpty();
            for (String path : paths) {
                assertThat(endpoint.send(path, Endpoint.signed(path)).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
        assertThat(handled).hasSize(paths.size()).containsOnly("naive");
    }
}

package io.countersign.servlet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.testkit.contract.ApplicationUnderTest;
import io.countersign.testkit.contract.PathSpellingContract;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The spellings of a path against a servlet container, by each of the ways to set an endpoint up. */
abstract class ServletPathSpellings {
    private static final String PATH = "/webhooks/statuspulse";
    private static final Set<DispatcherType> ALL = EnumSet.allOf(DispatcherType.class);

    private final WebServer.Kind kind;

    ServletPathSpellings(WebServer.Kind kind) {
        this.kind = kind;
    }

    /** A server with the endpoint, and with a servlet that goes on to whatever path it is told. */
    abstract class Paths extends PathSpellingContract {
        final AtomicInteger entries = new AtomicInteger();
        private WebServer server;

        /** @param asking a handler that takes its delivery from the filter */
        abstract <E extends WebhookEvent> WebApp app(
                WebhookReceiver<E> receiver, ApplicationUnderTest<E> application, Endpoint.Handling asking);

        @Override
        protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) {
            Class<E> type = receiver.provider().eventType();
            WebApp app = app(
                    receiver,
                    application,
                    (request, response) -> response.setStatus(application.handle(
                            WebhookFilter.received(request, type),
                            request.getInputStream().readAllBytes())));
            server = kind.start(
                    app.servlet(Detours.PATTERN, new Detours()).errorPage(Detours.STATUS_OF_ERROR_PAGE, PATH));
            return server.uri(PATH);
        }

        final URI uri(String path) {
            return requireNonNull(server).uri(path);
        }

        final HttpServlet counting(Endpoint.Handling then) {
            return new CountingServlet(entries, then);
        }

        /** Counts a handler before it asks for anything. */
        @Override
        protected int entries() {
            return entries.get();
        }

        final int entriesWithADelivery() {
            return super.entries();
        }

        @Override
        protected List<String> detours() {
            return Detours.targets();
        }

        @Override
        protected void stop() {
            server.close();
        }
    }

    /** So that the detours mean something: they arrive where nothing is protected. */
    @Test
    void detour_arrivesAtAServletWithoutAFilter() throws Exception {
        AtomicInteger entries = new AtomicInteger();
        WebApp app = new WebApp()
                .servlet("/open", new CountingServlet(entries, (request, response) -> {}))
                .servlet(Detours.PATTERN, new Detours())
                .errorPage(Detours.STATUS_OF_ERROR_PAGE, "/open");
        try (WebServer server = kind.start(app)) {
            for (String detour : Detours.targets()) {
                post(server.uri(detour + Detours.encoded("/open")));
            }
        }
        assertThat(entries).hasValue(Detours.targets().size());
    }

    private static void post(URI uri) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(BodyPublishers.ofString("unsigned"))
                                .build(),
                        BodyHandlers.discarding());
    }

    /** One receiver for all that a pattern takes. */
    @Nested
    class FilterOverAPattern extends Paths {
        @Override
        <E extends WebhookEvent> WebApp app(
                WebhookReceiver<E> receiver, ApplicationUnderTest<E> application, Endpoint.Handling asking) {
            return new WebApp()
                    .filter(WebhookFilter.of(receiver), "/webhooks/*", ALL)
                    .servlet(PATH, counting(asking));
        }
    }

    /** Endpoints by their paths. */
    @Nested
    class FilterOfRoutes extends Paths {
        @Override
        <E extends WebhookEvent> WebApp app(
                WebhookReceiver<E> receiver, ApplicationUnderTest<E> application, Endpoint.Handling asking) {
            return new WebApp()
                    .filter(WebhookFilter.routing().endpoint(PATH, receiver).build(), "/*", ALL)
                    .servlet(PATH, counting(asking));
        }

        @Override
        protected boolean sendsPostAlone() {
            return true;
        }
    }

    /** No filter at all, and a servlet that takes more than the endpoint's path. */
    @Nested
    class ServletThatVerifies extends Paths {
        @Override
        <E extends WebhookEvent> WebApp app(
                WebhookReceiver<E> receiver, ApplicationUnderTest<E> application, Endpoint.Handling asking) {
            WebhookServlet servlet = WebhookServlet.of(receiver, (received, request, response) -> {
                entries.incrementAndGet();
                response.setStatus(
                        application.handle(received, request.getInputStream().readAllBytes()));
            });
            return new WebApp().servlet("/webhooks/*", servlet);
        }

        @Override
        protected boolean sendsPostAlone() {
            return true;
        }
    }

    /** The filter misses most of what reaches the handler, which asks for its delivery: that alone must do. */
    @Nested
    class HandlerThatTheFilterMisses extends Paths {
        @Override
        <E extends WebhookEvent> WebApp app(
                WebhookReceiver<E> receiver, ApplicationUnderTest<E> application, Endpoint.Handling asking) {
            return new WebApp()
                    .filter(WebhookFilter.of(receiver), PATH, EnumSet.of(DispatcherType.REQUEST))
                    .servlet("/*", counting(asking));
        }

        @Override
        protected boolean sendsPostAlone() {
            return true;
        }

        @Override
        protected int entries() {
            return entriesWithADelivery();
        }

        /** Otherwise the others would show nothing. */
        @Test
        void servletItself_isReachedByWhatTheFilterMisses() throws Exception {
            for (String path :
                    List.of(PATH + "/", "/Webhooks/statuspulse", "/detours/forward?" + Detours.encoded(PATH))) {
                post(uri(path));
            }
            assertThat(entries).hasValue(3);
            assertThat(entries()).isZero();
        }
    }
}

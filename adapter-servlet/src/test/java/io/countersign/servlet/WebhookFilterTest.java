package io.countersign.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.event.UnknownEvent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.slf4j.LoggerFactory;

class WebhookFilterTest {
    private static final String OPEN = "/open";
    private static final String INNER = "/inner";

    @ParameterizedTest
    @EveryServer
    void statics_giveTheDeliveryAndItsEvent(WebServer.Kind kind) throws Exception {
        AtomicReference<Pings.Ping> event = new AtomicReference<>();
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            event.set(WebhookFilter.event(request, Pings.Ping.class));
            assertThat(WebhookFilter.received(request)).isPresent();
            assertThat(WebhookFilter.received(request, Pings.Ping.class).endpoint())
                    .isEqualTo("pings");
            assertThat(WebhookFilter.verified(request).secretId()).hasValue("one");
            assertThat(WebhookFilter.verified(request).delivery().url()).isEqualTo(Endpoint.PATH + "?a=%C3%BC");
            assertThat(WebhookFilter.verified(request).delivery().headerLines("x-lines"))
                    .containsExactly("one", "two", "three");
            assertThatThrownBy(() -> WebhookFilter.received(request, UnknownEvent.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("which is no io.countersign.event.UnknownEvent");
        })) {
            HttpResponse<String> answer = endpoint.send(
                    Endpoint.PATH + "?a=%C3%BC",
                    Endpoint.signed("ping")
                            .withHeader("X-Lines", "one")
                            .withHeader("x-lines", "two")
                            .withHeader("X-LINES", "three"));
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(event.get()).isNotNull();
    }

    @ParameterizedTest
    @EveryServer
    void event_ofSeveral_saysHowToTakeThem(WebServer.Kind kind) throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            try {
                WebhookFilter.event(request, Pings.Ping.class);
            } catch (IllegalStateException several) {
                messages.add(several.getMessage());
            }
        })) {
            assertThat(endpoint.send("one\ntwo").statusCode()).isEqualTo(200);
        }
        assertThat(messages)
                .containsExactly("the delivery has 2 events to handle;"
                        + " use WebhookFilter.received(request, ...).forEach(...)");
    }

    @ParameterizedTest
    @EveryServer
    void requestThatNoFilterSaw_hasNoDelivery(WebServer.Kind kind) throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        Endpoint.Handling handling = (request, response) -> {
            assertThat(WebhookFilter.received(request)).isEmpty();
            try {
                WebhookFilter.event(request, Pings.Ping.class);
            } catch (IllegalStateException notVerified) {
                messages.add(notVerified.getMessage());
            }
        };
        try (Endpoint endpoint = Endpoint.start(
                kind,
                Map.of(INNER, handling, Endpoint.PATH, handling, OPEN, (request, response) -> {
                    request.getRequestDispatcher(Endpoint.PATH).forward(request, response);
                }),
                DispatcherType.REQUEST)) {
            endpoint.send(INNER, Endpoint.signed("ping"));
            endpoint.send(OPEN, Endpoint.signed("ping"));
        }
        assertThat(messages)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .startsWith("no WebhookFilter verified this request, so it must not be handled"));
    }

    @ParameterizedTest
    @EveryServer
    void forwardOfWhatNoFilterSaw_isRefusedWhereTheFilterIsMappedToIt(WebServer.Kind kind) throws Exception {
        AtomicInteger entries = new AtomicInteger();
        try (Endpoint endpoint = Endpoint.start(
                kind,
                Map.of(
                        Endpoint.PATH,
                        (request, response) -> entries.incrementAndGet(),
                        OPEN,
                        (request, response) ->
                                request.getRequestDispatcher(Endpoint.PATH).forward(request, response)),
                DispatcherType.REQUEST,
                DispatcherType.FORWARD)) {
            Endpoint.assertRetryLater(endpoint.send(OPEN, Endpoint.signed("ping")));
            assertThat(entries).hasValue(0);
            assertThat(endpoint.send("ping").statusCode()).isEqualTo(200);
            assertThat(entries).hasValue(1);
        }
    }

    private static Map<String, Endpoint.Handling> forwarding(String target, Endpoint.Handling handling) {
        return Map.of(
                Endpoint.PATH,
                (request, response) -> request.getRequestDispatcher(target).forward(request, response),
                target,
                handling);
    }

    @ParameterizedTest
    @EveryServer
    void forwardThatTheFilterIsMappedTo_isSettledWhenItReturns(WebServer.Kind kind) throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Map<String, Endpoint.Handling> servlets = forwarding("/webhooks/inner", (request, response) -> {
            WebhookFilter.event(request, Pings.Ping.class);
            response.setStatus(202);
            if (broken.get()) {
                throw new IllegalStateException("an internal");
            }
        });
        try (Endpoint endpoint = Endpoint.start(kind, servlets, DispatcherType.REQUEST, DispatcherType.FORWARD)) {
            assertThat(endpoint.send("ping").statusCode()).isEqualTo(503);
            broken.set(false);
            HttpResponse<String> answer = endpoint.send("ping");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(Endpoint.outcome(answer)).isEqualTo("handled");
        }
    }

    @ParameterizedTest
    @EveryServer
    void forwardThatTheFilterIsNotMappedTo_isHandledOnceAndConfirmedAtLeastByTheRetry(WebServer.Kind kind)
            throws Exception {
        List<Pings.Ping> events = new CopyOnWriteArrayList<>();
        Map<String, Endpoint.Handling> servlets = forwarding(INNER, (request, response) -> {
            events.add(WebhookFilter.event(request, Pings.Ping.class));
            response.setStatus(202);
        });
        try (Endpoint endpoint = Endpoint.start(kind, servlets, DispatcherType.REQUEST)) {
            assertThat(endpoint.send("ping").statusCode()).isIn(202, 503);
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("duplicate");
        }
        assertThat(events).hasSize(1);
    }

    @ParameterizedTest
    @EveryServer
    void bodyThatSomebodyReadBefore_asksForARetryAndIsNotCalledForged(WebServer.Kind kind) throws Exception {
        WebhookFilter hooks = WebhookFilter.of(Endpoint.receiver().build());
        for (Endpoint.Handling reading : List.<Endpoint.Handling>of(
                (request, response) -> request.getParameter("a"),
                (request, response) -> request.getInputStream().readAllBytes(),
                (request, response) -> request.getReader())) {
            Filter before = new Before(reading, hooks);
            try (Endpoint endpoint = Endpoint.start(
                    kind, before, Map.of(Endpoint.PATH, (request, response) -> {}), DispatcherType.REQUEST)) {
                HttpResponse<String> answer = endpoint.send(
                        Endpoint.PATH,
                        Endpoint.signed("a=b")
                                .withoutHeader("Content-Type")
                                .withHeader("Content-Type", "application/x-www-form-urlencoded"));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).isEqualTo("retry later\n");
            }
        }
    }

    /** A filter that does something before another, in one mapping. */
    private record Before(Endpoint.Handling first, Filter then) implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            try {
                first.handle(
                        (jakarta.servlet.http.HttpServletRequest) request,
                        (jakarta.servlet.http.HttpServletResponse) response);
            } catch (Exception e) {
                throw new ServletException(e);
            }
            then.doFilter(request, response, chain);
        }
    }

    @ParameterizedTest
    @EveryServer
    void filterOfAnotherEndpointOnOnePath_failsClosedAndTheSameFilterTwiceDoesNot(WebServer.Kind kind)
            throws Exception {
        WebhookFilter hooks = WebhookFilter.of(Endpoint.receiver().build());
        WebhookFilter others = WebhookFilter.of(Endpoint.receiver().build());
        List<String> handled = new CopyOnWriteArrayList<>();
        Map<String, Endpoint.Handling> servlets = Map.of(Endpoint.PATH, (request, response) -> handled.add("yes"));
        try (Endpoint endpoint = Endpoint.start(kind, inside(hooks, others), servlets, DispatcherType.REQUEST)) {
            assertThat(endpoint.send("ping").statusCode()).isEqualTo(503);
            assertThat(handled).isEmpty();
        }
        try (Endpoint endpoint = Endpoint.start(kind, inside(hooks, hooks), servlets, DispatcherType.REQUEST)) {
            assertThat(endpoint.send("ping").statusCode()).isEqualTo(200);
            assertThat(handled).hasSize(1);
        }
    }

    private static Filter inside(Filter outer, Filter inner) {
        return (request, response, chain) ->
                outer.doFilter(request, response, (first, second) -> inner.doFilter(first, second, chain));
    }

    @ParameterizedTest
    @EveryServer
    void exceptionOfTheApplication_isLoggedWhole(WebServer.Kind kind) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(WebhookFilter.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setAdditive(false);
        logger.setLevel(Level.ERROR);
        logger.addAppender(lines);
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            throw new IllegalStateException("the bridge is down");
        })) {
            endpoint.send("ping");
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("endpoint \"pings\": the application threw");
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("the bridge is down");
        });
    }
}

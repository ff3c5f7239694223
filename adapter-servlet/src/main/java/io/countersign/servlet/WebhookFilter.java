package io.countersign.servlet;

import static java.util.Objects.requireNonNull;

import io.countersign.Answer;
import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.Reception;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link WebhookReceiver} in front of a servlet: only what was verified and claimed reaches it.
 *
 * <pre>{@code
 * FilterRegistration.Dynamic hooks = context.addFilter("hooks", WebhookFilter.of(receiver));
 * hooks.setAsyncSupported(true);
 * hooks.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/webhooks/statuspulse");
 *
 * protected void doPost(HttpServletRequest request, HttpServletResponse response) {
 *     bridge.forward(WebhookFilter.event(request, StatusPulseEvent.class));
 * }
 * }</pre>
 *
 * <h2>Where it stands</h2>
 *
 * <p>First in the chain: whatever reads the body before it, or asks for a parameter, leaves it nothing to verify, which is
 * answered 503 and logged. Map it to all dispatch types: a forward, an include or an error page that brings an unverified
 * request to the endpoint is then refused, and an application that dispatches asynchronous requests, or forwards, is settled
 * where servers send the response off, which is at the end of those. Mapped to {@code REQUEST} alone it verifies just the same,
 * but the sender of such an application may get a 503, and learn by its retry that all is well.
 *
 * <h2>What a handler can rely on</h2>
 *
 * <p>A filter runs where it is mapped. A servlet that is mapped to a second path as well, or to a pattern that takes more than
 * the filter's, is reached without it. So take the delivery from {@link #event} or {@link #received(ServletRequest, Class)},
 * which throw unless a filter let this very request through, and never from the body alone. {@link WebhookServlet} cannot be
 * reached unverified at all.
 *
 * <h2>What becomes of the application's answer</h2>
 *
 * <ul>
 *   <li>A 2xx: the events are completed, and the application's answer goes out with {@code Webhook-Outcome}.
 *   <li>A 4xx that the application set by {@code setStatus} after it took the delivery (read the body, or asked for its
 *       events): refused for good; the answer goes out as it is, and a retry gets the same status.
 *   <li>Anything else is a failure: {@code sendError}, a redirect, a 5xx, an exception, or a 4xx by somebody who never
 *       looked at the delivery, such as a missing route. The events are released, the sender gets a 503 with
 *       {@code Retry-After} and nothing of the application's text. (Jersey uses {@code sendError} for a 4xx without a text,
 *       unless {@code jersey.config.server.response.setStatusOverSendError} is set.)
 * </ul>
 *
 * <p>So that the claims are settled before the answer goes out, up to {@value HeldResponse#HOLD_BYTES} bytes of it are held
 * back, flushed or not. A longer answer goes out as it is written; if the application fails after that, the connection is
 * broken off.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class WebhookFilter implements Filter {
    private final Routes routes;

    WebhookFilter(Routes routes) {
        this.routes = routes;
    }

    /** A filter for deliveries to that receiver: every request that reaches it is one. */
    public static WebhookFilter of(WebhookReceiver<?> receiver) {
        return new WebhookFilter(Routes.allTo(requireNonNull(receiver, "receiver")));
    }

    /**
     * One filter for many endpoints, each at its path. What reaches the filter at any other path goes on to the application,
     * unverified; there {@link #event} and {@link #received(ServletRequest, Class)} throw.
     *
     * <pre>{@code
     * WebhookFilter hooks = WebhookFilter.routing()
     *         .endpoint("/webhooks/statuspulse", statusPulse)
     *         .endpoint("/webhooks/mar", mar)
     *         .build();
     * }</pre>
     */
    public static RoutingBuilder routing() {
        return new RoutingBuilder();
    }

    /** What a filter let through with this request; empty where none did, whatever the request says of itself. */
    public static Optional<ReceivedDelivery<?>> received(ServletRequest request) {
        return Optional.ofNullable(Admission.of(request)).map(Admission::take);
    }

    /**
     * As {@link #received(ServletRequest)}, for whoever chooses a handler by what was received: it does not count as the
     * application's look at the delivery.
     */
    public static Optional<ReceivedDelivery<?>> admitted(ServletRequest request) {
        return Optional.ofNullable(Admission.of(request)).map(Admission::received);
    }

    /**
     * Whether a filter let this request through. For rules of others about it, such as Spring Security's: {@code
     * csrf.ignoringRequestMatchers(WebhookFilter::isVerified)}. It does not count as a look at the delivery either.
     */
    public static boolean isVerified(ServletRequest request) {
        return Admission.of(request) != null;
    }

    /**
     * The delivery that a filter let through with this request.
     *
     * @throws IllegalStateException where no filter let this request through: it must not be handled
     * @throws IllegalArgumentException where an event of it is no {@code eventType}
     */
    @SuppressWarnings("unchecked") // Every event was looked at, and a handler of E takes any of them.
    public static <E extends WebhookEvent> ReceivedDelivery<E> received(ServletRequest request, Class<E> eventType) {
        ReceivedDelivery<?> received = received(request).orElseThrow(WebhookFilter::noFilterRan);
        for (ReceivedEvent<?> event : received.events()) {
            if (!eventType.isInstance(event.event())) {
                throw new IllegalArgumentException("endpoint \"" + received.endpoint() + "\" received a "
                        + event.event().getClass().getName() + ", which is no " + eventType.getName()
                        + "; ask for the event type of the endpoint's provider");
            }
        }
        return (ReceivedDelivery<E>) received;
    }

    /**
     * The event of a delivery that has exactly one to handle.
     *
     * @throws IllegalStateException where no filter let this request through, or the delivery has several events
     * @throws IllegalArgumentException where it is no {@code eventType}
     */
    public static <E extends WebhookEvent> E event(ServletRequest request, Class<E> eventType) {
        List<ReceivedEvent<E>> events = received(request, eventType).events();
        if (events.size() != 1) {
            throw new IllegalStateException("the delivery has " + events.size()
                    + " events to handle; use WebhookFilter.received(request, ...).forEach(...)");
        }
        return events.get(0).event();
    }

    /**
     * What was proved about this request.
     *
     * @throws IllegalStateException where no filter let this request through
     */
    public static VerifiedDelivery verified(ServletRequest request) {
        return received(request).orElseThrow(WebhookFilter::noFilterRan).delivery();
    }

    private static IllegalStateException noFilterRan() {
        return new IllegalStateException("no WebhookFilter verified this request, so it must not be handled;"
                + " map the filter to this path, and do not forward to it from elsewhere");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        WebhookReceiver<?> receiver = routes.at((HttpServletRequest) request);
        Admission admitted = Admission.of(request);
        if (admitted != null) {
            passOn(admitted, receiver, request, response, chain);
        } else if (receiver == null) {
            chain.doFilter(request, response);
        } else if (request.getDispatcherType() == DispatcherType.REQUEST) {
            receive(receiver, (HttpServletRequest) request, (HttpServletResponse) response, chain);
        } else {
            refuse(receiver, (HttpServletRequest) request, (HttpServletResponse) response);
        }
    }

    private static void passOn(
            Admission admitted,
            @Nullable WebhookReceiver<?> receiver,
            ServletRequest request,
            ServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (receiver != null && !admitted.isBy(receiver)) {
            throw new ServletException(
                    "a delivery that another endpoint verified came to this path: by the filters of two"
                            + " endpoints, which must be mapped to one each, or by a forward");
        }
        switch (request.getDispatcherType()) {
            case ASYNC -> admitted.run(chain, request, response);
            case FORWARD -> admitted.forward(chain, request, response);
            default -> chain.doFilter(request, response);
        }
    }

    /** What was sent to another path, and was verified by nobody, is not handled here. */
    private static void refuse(WebhookReceiver<?> receiver, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answer answer = receiver.unable("a dispatch of type " + request.getDispatcherType()
                + " came to the endpoint with a request that no filter verified; have senders use the endpoint's own"
                + " path, and do not forward to it");
        Answers.write(answer, request, response);
    }

    private static <E extends WebhookEvent> void receive(
            WebhookReceiver<E> receiver, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        Intake<E> intake = Intake.of(receiver, request);
        if (intake.reception() instanceof Reception.Accepted<E> accepted) {
            Admission.admit(receiver, accepted, intake.body(), request, response)
                    .run(chain);
        } else {
            Answer answer = ((Reception.Answered<E>) intake.reception()).answer();
            Answers.write(answer, request, response);
            UnreadBody.settle(answer, request, response);
        }
    }
}

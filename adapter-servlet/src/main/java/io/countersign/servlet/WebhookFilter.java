package io.countersign.servlet;

import static java.util.Objects.requireNonNull;

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

/**
 * Puts a {@link WebhookReceiver} in front of a servlet: only what was verified and claimed reaches it.
 *
 * <pre>{@code
 * FilterRegistration.Dynamic hooks = context.addFilter("hooks", WebhookFilter.of(receiver));
 * hooks.setAsyncSupported(true);
 * hooks.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/webhooks/statuspulse");
 *
 * protected void doPost(HttpServletRequest request, HttpServletResponse response) {
 *     bridge.forward(WebhookFilter.event(request, StatusPulseEvent.class));
 * }
 * }</pre>
 *
 * <h2>Where it stands</h2>
 *
 * <p>First in the chain: whatever reads the body before it, or asks for a parameter, leaves it nothing to verify, which is
 * answered 503 and logged. Map it to {@code REQUEST}; to {@code ASYNC} and {@code FORWARD} too, and to their targets, if the
 * application dispatches asynchronous requests or forwards, since servers send the response off at the end of those.
 * Without that the sender may get a 503, and learn by its retry that all is well.
 *
 * <h2>What becomes of the application's answer</h2>
 *
 * <ul>
 *   <li>A 2xx: the events are completed, and the application's answer goes out with {@code Webhook-Outcome}.
 *   <li>A 4xx that the application set by {@code setStatus} after it took the delivery (read the body, or asked for its
 *       events): refused for good; the answer goes out as it is, and a retry gets the same status.
 *   <li>Anything else is a failure: {@code sendError}, a redirect, a 5xx, an exception, or a 4xx by somebody who never
 *       looked at the delivery, such as a missing route. The events are released, the sender gets a 503 with
 *       {@code Retry-After} and nothing of the application's text.
 * </ul>
 *
 * <p>So that the claims are settled before the answer goes out, up to {@value HeldResponse#HOLD_BYTES} bytes of it are held
 * back, flushed or not. A longer answer goes out as it is written; if the application fails after that, the connection is
 * broken off.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class WebhookFilter implements Filter {
    private final WebhookReceiver<?> receiver;

    private WebhookFilter(WebhookReceiver<?> receiver) {
        this.receiver = requireNonNull(receiver, "receiver");
    }

    /** A filter for deliveries to that receiver. */
    public static WebhookFilter of(WebhookReceiver<?> receiver) {
        return new WebhookFilter(receiver);
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
        Admission admitted = Admission.of(request);
        DispatcherType dispatch = request.getDispatcherType();
        if (admitted == null && dispatch == DispatcherType.REQUEST) {
            receive(receiver, (HttpServletRequest) request, (HttpServletResponse) response, chain);
        } else if (admitted == null) {
            chain.doFilter(request, response);
        } else if (!admitted.isBy(receiver)) {
            throw new ServletException("the filters of two endpoints are mapped to this path; map it to one");
        } else if (dispatch == DispatcherType.ASYNC) {
            admitted.run(chain, request, response);
        } else if (dispatch == DispatcherType.FORWARD) {
            admitted.forward(chain, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static <E extends WebhookEvent> void receive(
            WebhookReceiver<E> receiver, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        Intake<E> intake = Intake.of(receiver, request);
        if (intake.reception() instanceof Reception.Accepted<E> accepted) {
            Admission.admit(receiver, accepted, intake.body(), request, response)
                    .run(chain);
        } else {
            Answers.write(((Reception.Answered<E>) intake.reception()).answer(), request, response);
        }
    }
}

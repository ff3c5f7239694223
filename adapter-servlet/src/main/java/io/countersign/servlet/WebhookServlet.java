package io.countersign.servlet;

import static java.util.Objects.requireNonNull;

import io.countersign.ReceivedDelivery;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * An endpoint that verifies by itself: a servlet whose handler is given the delivery, so that it cannot be reached without
 * one. However the server is set up, by whatever path or dispatch the servlet is reached: either it verifies, or it refuses.
 *
 * <pre>{@code
 * ServletRegistration.Dynamic hooks = context.addServlet("statuspulse", WebhookServlet.of(receiver,
 *         (received, request, response) -> received.forEach(event -> bridge.forward(event.event()))));
 * hooks.addMapping("/webhooks/statuspulse");
 * }</pre>
 *
 * <p>Map it to {@code /webhooks/mar/*} where the sender's URL ends in a token or a tenant. What {@link WebhookFilter} says of
 * the application's answer holds here, too. No filter in front of it may read the body or ask for a parameter. It needs no
 * {@link WebhookFilter}, and does not mind one of the same receiver.
 *
 * <p>Thread rule: safe for concurrent use, if the handler is.
 */
public final class WebhookServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /**
     * What the application does with a delivery.
     *
     * <p>Thread rule: implementations are safe for concurrent use.
     *
     * @param <E> the type of the events
     */
    @FunctionalInterface
    public interface Handler<E extends WebhookEvent> {
        /**
         * Handles one delivery; a response that is left alone is a 200.
         *
         * @param received what was verified and claimed
         * @param request the request, with its body to read once more
         * @param response for a status other than 200, or a text
         * @throws Exception whatever it is: the events are released, and the sender is asked to retry
         */
        void handle(ReceivedDelivery<E> received, HttpServletRequest request, HttpServletResponse response)
                throws Exception;
    }

    private final transient WebhookFilter filter;
    private final transient Entry entry;

    /** The handler with the type of its events, which a servlet has no place for. */
    private interface Entry {
        void enter(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private WebhookServlet(WebhookFilter filter, Entry entry) {
        this.filter = filter;
        this.entry = entry;
    }

    /** A servlet for deliveries to that receiver. */
    public static <E extends WebhookEvent> WebhookServlet of(WebhookReceiver<E> receiver, Handler<E> handler) {
        requireNonNull(handler, "handler");
        Class<E> eventType = receiver.provider().eventType();
        return new WebhookServlet(
                WebhookFilter.of(receiver),
                (request, response) -> handler.handle(WebhookFilter.received(request, eventType), request, response));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        filter.doFilter(
                request, response, (passed, held) -> enter((HttpServletRequest) passed, (HttpServletResponse) held));
    }

    private void enter(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        try {
            entry.enter(request, response);
        } catch (IOException | ServletException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new ServletException(thrown);
        }
    }
}

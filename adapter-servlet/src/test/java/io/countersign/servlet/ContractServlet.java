package io.countersign.servlet;

import io.countersign.event.WebhookEvent;
import io.countersign.testkit.contract.ApplicationUnderTest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The servlet that a user would write behind the filter. */
final class ContractServlet<E extends WebhookEvent> extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Class<E> eventType;
    private final transient ApplicationUnderTest<E> application;

    ContractServlet(Class<E> eventType, ApplicationUnderTest<E> application) {
        this.eventType = eventType;
        this.application = application;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readAllBytes();
        try {
            response.setStatus(application.handle(WebhookFilter.received(request, eventType), body));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new ServletException(failure);
        }
    }
}

package io.countersign.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it is entered, whatever brought the request, before it asks for anything. */
final class CountingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final AtomicInteger entries;
    private final transient Endpoint.Handling then;

    CountingServlet(AtomicInteger entries, Endpoint.Handling then) {
        this.entries = entries;
        this.then = then;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        entries.incrementAndGet();
        try {
            then.handle(request, response);
        } catch (IOException | ServletException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new ServletException(thrown);
        }
    }
}

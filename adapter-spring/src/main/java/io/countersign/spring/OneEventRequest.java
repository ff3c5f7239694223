package io.countersign.spring;

import io.countersign.ReceivedEvent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** The request of a delivery of several events, as the method for one of them sees it. Confined to the request. */
final class OneEventRequest extends HttpServletRequestWrapper {
    /** Where {@link WebhookArgumentResolver} finds that one event. */
    static final String EVENT = WebhookMapping.class.getName() + ".event";

    private final ReceivedEvent<?> event;

    OneEventRequest(HttpServletRequest request, ReceivedEvent<?> event) {
        super(request);
        this.event = event;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.equals(EVENT) ? event : super.getAttribute(name);
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public AsyncContext startAsync() {
        throw new IllegalStateException(
                "each event of a delivery of several is settled when its method is done, so it cannot go on later;"
                        + " ask for ReceivedDelivery and settle the whole of it");
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return startAsync();
    }
}

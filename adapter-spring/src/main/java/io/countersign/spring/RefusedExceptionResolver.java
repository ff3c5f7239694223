package io.countersign.spring;

import io.countersign.RefusedException;
import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets a controller method refuse a delivery for good by throwing {@link RefusedException}: the sender gets its status, and
 * so does every retry. It acts on verified deliveries only and stands before all other resolvers, since those answer by
 * {@code sendError}, which means "retry later".
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class RefusedExceptionResolver implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedExceptionResolver.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (!(thrown instanceof RefusedException refusal)) {
            return null;
        }
        return WebhookFilter.received(request)
                .map(received -> {
                    LOG.warn(
                            "endpoint \"{}\": the controller refused a delivery for good with {}: {}",
                            received.endpoint(),
                            refusal.status(),
                            refusal.getMessage());
                    response.setStatus(refusal.status());
                    return new ModelAndView();
                })
                .orElse(null);
    }
}

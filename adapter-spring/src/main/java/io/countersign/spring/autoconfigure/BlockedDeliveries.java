package io.countersign.spring.autoconfigure;

import io.countersign.ReceivedDelivery;
import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Says once for each endpoint that something between its filter and its handler, which can hardly be but Spring Security, turned a
 * verified delivery away, and what to do. Nothing is lost: such a delivery is answered 503, and comes again.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class BlockedDeliveries implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookFilter.class);

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<ReceivedDelivery<?>> received = WebhookFilter.admitted(request);
        if (received.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Noting noting = new Noting((HttpServletResponse) response);
        chain.doFilter(request, noting);
        boolean reachedTheHandler = request.getAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE) != null;
        if (noting.blocked != null && !reachedTheHandler) {
            warn(received.get().endpoint(), noting.blocked);
        }
    }

    private void warn(String endpoint, String how) {
        if (said.add(endpoint)) {
            LOG.warn(
                    "endpoint \"{}\": a delivery was verified, and then turned away by {} before it reached a handler, most"
                            + " likely by Spring Security; it is asked to be retried, and so is every further one. In the"
                            + " configuration of HttpSecurity say"
                            + " csrf.ignoringRequestMatchers(WebhookFilter::isVerified) and"
                            + " authorizeHttpRequests.requestMatchers(WebhookFilter::isVerified).permitAll()",
                    endpoint,
                    how);
        }
    }

    /** Notes how a request is turned away. */
    private static final class Noting extends HttpServletResponseWrapper {
        private volatile @Nullable String blocked;

        Noting(HttpServletResponse response) {
            super(response);
        }

        private void note(int status) {
            if (status == SC_UNAUTHORIZED || status == SC_FORBIDDEN) {
                blocked = "a " + status;
            }
        }

        @Override
        public void setStatus(int sc) {
            note(sc);
            super.setStatus(sc);
        }

        @Override
        public void sendError(int sc) throws IOException {
            note(sc);
            super.sendError(sc);
        }

        @Override
        public void sendError(int sc, @Nullable String message) throws IOException {
            note(sc);
            super.sendError(sc, message);
        }

        @Override
        public void sendRedirect(@Nullable String location) throws IOException {
            blocked = "a redirect";
            super.sendRedirect(location);
        }
    }
}

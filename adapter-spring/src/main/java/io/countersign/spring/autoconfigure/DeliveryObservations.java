package io.countersign.spring.autoconfigure;

import io.countersign.DeliveryReport;
import io.countersign.ReceiverListener;
import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * An observation around each delivery, from the first of its body to its answer, so that a trace shows what the application did
 * for it: {@code countersign.delivery}, by endpoint and outcome. It stands before the filters of the endpoints.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class DeliveryObservations implements Filter {
    /** The name of the observations. */
    static final String NAME = "countersign.delivery";

    private static final String ATTRIBUTE = DeliveryObservations.class.getName() + ".observation";

    private final ObservationRegistry registry;
    private final WebhookEndpoints endpoints;

    DeliveryObservations(ObservationRegistry registry, WebhookEndpoints endpoints) {
        this.registry = registry;
        this.endpoints = endpoints;
    }

    /** Notes the outcome; it is known before the observation ends, on the thread that it is open on. */
    record Outcomes(ObservationRegistry registry) implements ReceiverListener {
        @Override
        public void answered(DeliveryReport report) {
            Observation current = registry.getCurrentObservation();
            if (current != null && NAME.equals(current.getContextView().getName())) {
                current.lowCardinalityKeyValue(
                        outcome(report.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-')));
            }
        }
    }

    private static KeyValue outcome(String word) {
        return KeyValue.of("outcome", word);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(ATTRIBUTE) instanceof Observation begun) {
            goOn(begun, request, response, chain);
            return;
        }
        Optional<String> endpoint = endpointOf((HttpServletRequest) request);
        if (registry.isNoop() || request.getDispatcherType() != DispatcherType.REQUEST || endpoint.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Observation begun = Observation.createNotStarted(NAME, registry)
                .contextualName("webhook " + endpoint.get())
                .lowCardinalityKeyValue("endpoint", endpoint.get())
                .lowCardinalityKeyValue(outcome("unknown"))
                .start();
        request.setAttribute(ATTRIBUTE, begun);
        try {
            goOn(begun, request, response, chain);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Stopping(begun));
            } else {
                begun.stop();
            }
        }
    }

    private static void goOn(Observation begun, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Observation.Scope scope = begun.openScope();
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error failed) {
            begun.error(failed);
            throw failed;
        } finally {
            scope.close();
        }
    }

    /** As the container matched the request to the filter: the path within the application, decoded and without parameters. */
    private Optional<String> endpointOf(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return endpoints.byName().values().stream()
                .filter(endpoint -> isAt(endpoint, path))
                .map(WebhookEndpoint::name)
                .findFirst();
    }

    private static boolean isAt(WebhookEndpoint endpoint, String path) {
        return path.equals(endpoint.path())
                || (endpoint.urlPattern().endsWith("/*") && path.startsWith(endpoint.path() + "/"));
    }

    /** Stops an observation where an asynchronous request ends. */
    private record Stopping(Observation observation) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            observation.stop();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // It is completed after that.
        }

        @Override
        public void onError(AsyncEvent event) {
            observation.error(event.getThrowable());
        }

        /** A request that goes on once more forgets those who listened. */
        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}

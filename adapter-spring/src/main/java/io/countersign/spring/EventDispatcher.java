package io.countersign.spring;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.RefusedException;
import io.countersign.event.WebhookEvent;
import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Handles the deliveries of an endpoint that are not one method's: of several events each is handed to its own method, by the
 * adapter that calls all methods of controllers, and settled; an event that no method takes is acknowledged.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class EventDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookMapping.class);

    private final EventRoutes routes;
    private final RequestMappingHandlerAdapter adapter;
    private final Supplier<List<HandlerExceptionResolver>> resolvers;
    private final Set<Class<?>> acknowledged = ConcurrentHashMap.newKeySet();

    EventDispatcher(
            EventRoutes routes,
            RequestMappingHandlerAdapter adapter,
            Supplier<List<HandlerExceptionResolver>> resolvers) {
        this.routes = routes;
        this.adapter = adapter;
        this.resolvers = resolvers;
    }

    /** Called by Spring MVC. */
    @ResponseBody
    public void dispatch(HttpServletRequest request, HttpServletResponse response) {
        dispatch(WebhookFilter.received(request).orElseThrow(), request, response);
    }

    private <E extends WebhookEvent> void dispatch(
            ReceivedDelivery<E> received, HttpServletRequest request, HttpServletResponse response) {
        received.forEach(event -> {
            Optional<MappedMethod> method = routes.of(event.event());
            if (method.isPresent()) {
                handle(event, method.get().method().createWithResolvedBean(), request, response);
            } else {
                acknowledge(event.event().getClass());
            }
        });
    }

    private void acknowledge(Class<?> kind) {
        if (acknowledged.add(kind)) {
            LOG.warn(
                    "endpoint \"{}\": no @WebhookMapping method takes a {}; it is acknowledged and not handled, as will"
                            + " be all others, which are not logged; write a method for {} to take them",
                    routes.endpoint().name(),
                    kind.getName(),
                    routes.endpoint().receiver().provider().eventType().getSimpleName());
        }
    }

    private void handle(
            ReceivedEvent<?> event, HandlerMethod method, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        OneEventRequest one = new OneEventRequest(request, event);
        OneEventResponse answer = new OneEventResponse(response);
        try {
            adapter.handle(one, answer, method);
        } catch (RefusedException refusal) {
            throw refusal;
        } catch (Exception thrown) {
            if (!isResolved(thrown, method, one, answer)) {
                throw thrown;
            }
        }
        answer.check();
    }

    private boolean isResolved(
            Exception thrown, HandlerMethod method, HttpServletRequest request, HttpServletResponse answer) {
        for (HandlerExceptionResolver resolver : resolvers.get()) {
            ModelAndView resolved = resolver.resolveException(request, answer, method, thrown);
            if (resolved != null) {
                return true;
            }
        }
        return false;
    }
}

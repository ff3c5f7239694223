package io.countersign.samples.relay;

import io.countersign.ReceivedDelivery;
import io.countersign.event.WebhookEvent;
import io.countersign.samples.relay.forward.Forwarder;
import io.countersign.servlet.WebhookFilter;
import io.countersign.spring.WebhookConfigurationException;
import io.countersign.spring.WebhookEndpoints;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The routes of the deliveries that the filter let through: one per endpoint, all with the same handler. Stateless. */
final class DeliveryRoutes {
    private DeliveryRoutes() {}

    static RouterFunction<ServerResponse> of(WebhookEndpoints endpoints, Forwarder forwarder) {
        if (endpoints.byName().isEmpty()) {
            throw new WebhookConfigurationException(
                    "countersign.endpoints",
                    "there is no endpoint",
                    "configure at least one; see docs/configuration.md");
        }
        RouterFunctions.Builder routes = RouterFunctions.route();
        endpoints
                .byName()
                .values()
                .forEach(endpoint -> routes.POST(endpoint.urlPattern(), request -> forward(request, forwarder)));
        return routes.build();
    }

    /** Each event is settled on its own, so a retry of an envelope sends on only what failed. */
    private static ServerResponse forward(ServerRequest request, Forwarder forwarder) {
        ReceivedDelivery<?> received = WebhookFilter.received(request.servletRequest())
                .orElseThrow(() -> new IllegalStateException("no filter verified this request"));
        forwardAll(received, forwarder);
        return ServerResponse.ok().build();
    }

    private static <E extends WebhookEvent> void forwardAll(ReceivedDelivery<E> received, Forwarder forwarder) {
        received.forEach(event -> forwarder.forward(received.endpoint(), event));
    }
}

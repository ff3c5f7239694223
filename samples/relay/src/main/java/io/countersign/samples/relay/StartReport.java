package io.countersign.samples.relay;

import static java.util.stream.Collectors.joining;

import io.countersign.samples.relay.forward.Forwarder;
import io.countersign.spring.WebhookEndpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** One line per endpoint and one for the destinations, when the server is ready. Confined to the thread that starts it. */
final class StartReport implements ApplicationListener<WebServerInitializedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    private final WebhookEndpoints endpoints;
    private final Forwarder forwarder;

    StartReport(WebhookEndpoints endpoints, Forwarder forwarder) {
        this.endpoints = endpoints;
        this.forwarder = forwarder;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        endpoints
                .byName()
                .values()
                .forEach(endpoint -> LOG.info(
                        "endpoint \"{}\" receives {} at http://localhost:{}{}",
                        endpoint.name(),
                        endpoint.receiver().provider().name(),
                        port,
                        endpoint.urlPattern()));
        LOG.info(
                "forwarding to {}",
                forwarder.destinations().stream().map(Object::toString).collect(joining(", then ")));
    }
}

package io.countersign.samples.relay;

import static java.util.stream.Collectors.joining;

import io.countersign.samples.relay.forward.Forwarder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Says where the relay listens and where it forwards to; the adapter says the same of each endpoint. Confined to the thread
 * that starts it.
 */
final class StartReport implements ApplicationListener<WebServerInitializedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    private final Forwarder forwarder;

    StartReport(Forwarder forwarder) {
        this.forwarder = forwarder;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        LOG.info(
                "listening on port {}, forwarding to {}",
                event.getWebServer().getPort(),
                forwarder.destinations().stream().map(Object::toString).collect(joining(", then ")));
    }
}

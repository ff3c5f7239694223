package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookEndpoints;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Asks the senders to retry as soon as the context closes, which is before the server stops taking requests: what is in
 * progress is answered, what is new goes to another node or comes again.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class ShutdownListener implements ApplicationListener<ContextClosedEvent> {
    private final WebhookEndpoints endpoints;
    private final ApplicationContext context;

    ShutdownListener(WebhookEndpoints endpoints, ApplicationContext context) {
        this.endpoints = endpoints;
        this.context = context;
    }

    /** The events of child contexts (a management port of its own) arrive here too and are none of ours. */
    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        if (closed.getApplicationContext() == context) {
            endpoints.beginShutdown();
        }
    }
}

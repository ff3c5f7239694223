package io.countersign.javalin;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.javalin.config.JavalinConfig;

/** The two ways in which an application puts an endpoint up. */
enum Form {
    HANDLER {
        @Override
        <E extends WebhookEvent> void add(
                JavalinConfig config, String path, WebhookReceiver<E> receiver, WebhookHandler<E> handler) {
            JavalinWebhooks.register(config.routes, path, receiver, handler);
        }
    },
    PLUGIN {
        @Override
        <E extends WebhookEvent> void add(
                JavalinConfig config, String path, WebhookReceiver<E> receiver, WebhookHandler<E> handler) {
            Class<E> type = receiver.provider().eventType();
            config.registerPlugin(new WebhookPlugin(webhooks -> webhooks.endpoint(
                    path,
                    receiver,
                    ctx -> handler.handle(
                            ctx,
                            new ReceivedWebhook<>(ctx.with(WebhookPlugin.class).received(type))))));
        }
    };

    abstract <E extends WebhookEvent> void add(
            JavalinConfig config, String path, WebhookReceiver<E> receiver, WebhookHandler<E> handler);
}

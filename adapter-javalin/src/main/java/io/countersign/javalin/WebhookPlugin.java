package io.countersign.javalin;

import static java.util.Objects.requireNonNull;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;
import io.javalin.config.JavalinState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.plugin.ContextPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@link JavalinWebhooks} as a plugin: endpoints with ordinary handlers, which ask the context for what was delivered.
 *
 * <pre>{@code
 * Javalin app = Javalin.create(config -> config.registerPlugin(new WebhookPlugin(webhooks ->
 *         webhooks.endpoint("/webhooks/statuspulse", receiver, ctx ->
 *                 bridge.forward(ctx.with(WebhookPlugin.class).event(StatusPulseEvent.class))))));
 * }</pre>
 *
 * <p>The plugin adds the routes itself, for all methods: a before-handler in front of a route of yours would be skipped by
 * whatever skips handlers. The rules are those of {@link JavalinWebhooks}.
 *
 * <p>Thread rule: safe for concurrent use, once Javalin has started it.
 */
public final class WebhookPlugin extends ContextPlugin<WebhookPlugin.Endpoints, WebhookPlugin.Webhook> {
    private static final String ATTRIBUTE = WebhookPlugin.class.getName() + ".webhook";

    /** A plugin with the endpoints that {@code endpoints} adds. */
    public WebhookPlugin(Consumer<Endpoints> endpoints) {
        super(requireNonNull(endpoints, "endpoints"), new Endpoints());
    }

    /**
     * The endpoints of a plugin.
     *
     * <p>Thread rule: for the thread that configures Javalin.
     */
    public static final class Endpoints {
        private final List<Consumer<RoutesConfig>> registrations = new ArrayList<>();

        private Endpoints() {}

        /**
         * Adds one.
         *
         * @param path the path, as for {@code config.routes.post}
         * @param receiver who receives
         * @param handler what the application does with a delivery
         */
        public <E extends WebhookEvent> Endpoints endpoint(String path, WebhookReceiver<E> receiver, Handler handler) {
            requireNonNull(handler, "handler");
            registrations.add(routes -> JavalinWebhooks.register(routes, path, receiver, (ctx, webhook) -> {
                ctx.attribute(ATTRIBUTE, webhook);
                handler.handle(ctx);
            }));
            return this;
        }
    }

    @Override
    public void onStart(JavalinState state) {
        pluginConfig.registrations.forEach(registration -> registration.accept(state.routes));
    }

    @Override
    public Webhook createExtension(Context context) {
        return new Webhook(context);
    }

    /**
     * What was delivered with a request.
     *
     * <p>Thread rule: confined to the request.
     */
    public static final class Webhook {
        private final Context ctx;

        private Webhook(Context ctx) {
            this.ctx = ctx;
        }

        /**
         * The delivery, whatever its events are.
         *
         * @throws IllegalStateException where no endpoint verified this request: it must not be handled
         */
        public ReceivedDelivery<?> received() {
            return webhook().received();
        }

        /**
         * The delivery.
         *
         * @throws IllegalStateException where no endpoint verified this request: it must not be handled
         * @throws IllegalArgumentException where an event of it is no {@code eventType}
         */
        public <E extends WebhookEvent> ReceivedDelivery<E> received(Class<E> eventType) {
            return webhook(eventType).received();
        }

        /**
         * The event of a delivery that has exactly one to handle.
         *
         * @throws IllegalStateException where no endpoint verified this request, or the delivery has several events
         * @throws IllegalArgumentException where it is no {@code eventType}
         */
        public <E extends WebhookEvent> E event(Class<E> eventType) {
            return webhook(eventType).event();
        }

        /**
         * What was proved about this request.
         *
         * @throws IllegalStateException where no endpoint verified this request
         */
        public VerifiedDelivery verified() {
            return webhook().verified();
        }

        private ReceivedWebhook<?> webhook() {
            if (ctx.req().getAttribute(ATTRIBUTE) instanceof ReceivedWebhook<?> webhook) {
                return webhook;
            }
            throw new IllegalStateException("no endpoint of the WebhookPlugin verified this request, so it must not be"
                    + " handled; add its path and its handler by endpoint(path, receiver, handler)");
        }

        @SuppressWarnings("unchecked") // Every event was looked at, and a handler of E takes any of them.
        private <E extends WebhookEvent> ReceivedWebhook<E> webhook(Class<E> eventType) {
            ReceivedWebhook<?> webhook = webhook();
            for (ReceivedEvent<?> event : webhook.received().events()) {
                if (!eventType.isInstance(event.event())) {
                    throw new IllegalArgumentException("endpoint \""
                            + webhook.received().endpoint() + "\" received a "
                            + event.event().getClass().getName() + ", which is no " + eventType.getName()
                            + "; ask for the event type of the endpoint's provider");
                }
            }
            return (ReceivedWebhook<E>) webhook;
        }
    }
}

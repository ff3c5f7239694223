package io.countersign.javalin;

import io.countersign.RefusedException;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * Puts a {@link WebhookReceiver} in front of a handler of Javalin: only what was verified and claimed reaches it.
 *
 * <pre>{@code
 * Javalin app = Javalin.create(config -> JavalinWebhooks.register(
 *         config.routes, "/webhooks/statuspulse", receiver,
 *         (ctx, webhook) -> bridge.forward(webhook.event())));
 * }</pre>
 *
 * <p>The verification is part of the handler, so there is no spelling of a path that leads to the handler around it.
 *
 * <h2>What becomes of the application's answer</h2>
 *
 * <ul>
 *   <li>A 2xx by {@code ctx.status(...)}: the events are completed, and the application's answer goes out with
 *       {@code Webhook-Outcome}. It is 200 where the handler sets none, whatever a before-handler has set.
 *   <li>A 4xx: refused for good; the answer goes out as it is, and a retry gets the same status. So does a
 *       {@link RefusedException}, and Javalin's {@code HttpResponseException} with a 4xx, such as {@code NotFoundResponse}.
 *   <li>Anything else is a failure: another status, a redirect, an exception. The events are released, the sender gets a 503
 *       with {@code Retry-After} and nothing of the application's text.
 * </ul>
 *
 * <p>An exception goes to Javalin first. Where the application has a mapper for it ({@code config.routes.exception}), the
 * status that the mapper sets decides as if the handler had set it; so a mapper that answers 4xx for everything makes every
 * failure a refusal for good. Without a mapper Javalin logs it and sets 500, which is a failure, and so is an exception whose
 * mapper sets no status.
 *
 * <p>After {@code ctx.future(...)} the delivery is settled when the future completes, and before anything of the answer goes out;
 * a future that fails is the same as an exception, except that no mapper can make a success of it. Set
 * {@code config.http.asyncTimeout}, since Javalin waits for ever by default.
 *
 * <p>After-handlers and error mappers run when the delivery is settled. They may add headers; what they change of the status
 * is put back and logged, unless one of them calls {@code ctx.skipRemainingHandlers()}, which skips that, too.
 *
 * <p>So that an answer can wait for the settlement, use {@code ctx.status}, {@code ctx.result} and the like: what is written
 * to {@code ctx.outputStream()} and flushed goes out at once, and if the delivery is not handled after that, the connection
 * is broken off.
 *
 * <h2>The body</h2>
 *
 * <p>{@code ctx.bodyAsBytes()}, {@code ctx.body()}, {@code ctx.bodyInputStream()} and {@code ctx.formParam(...)} give what was
 * verified, byte for byte; parts of a multipart body are refused, since they are not. The largest body is the endpoint's or
 * {@code config.http.maxRequestSize}, whichever is smaller.
 *
 * <p>Thread rule: stateless; the handlers are safe for concurrent use.
 */
public final class JavalinWebhooks {
    private JavalinWebhooks() {}

    /**
     * A handler for one route. It answers every method itself, so add it for all methods, as {@link #register} does, where the
     * sender checks an endpoint by GET or HEAD.
     */
    public static <E extends WebhookEvent> Handler handler(WebhookReceiver<E> receiver, WebhookHandler<E> handler) {
        return new VerifyingHandler<>(receiver, handler);
    }

    /**
     * Adds the endpoint for all methods that Javalin knows, so that handshakes and other methods than POST get the receiver's
     * answers. Also maps {@link RefusedException} to its status, for futures that fail with one.
     *
     * @param routes {@code config.routes}
     * @param path the path, as for {@code config.routes.post}
     * @param receiver who receives
     * @param handler what the application does with a delivery
     */
    public static <E extends WebhookEvent> void register(
            RoutesConfig routes, String path, WebhookReceiver<E> receiver, WebhookHandler<E> handler) {
        Handler verifying = handler(receiver, handler);
        for (HandlerType method : HandlerType.values()) {
            if (method.isHttpMethod()) {
                routes.addHttpHandler(method, path, verifying);
            }
        }
        routes.exception(RefusedException.class, (refusal, ctx) -> ctx.status(refusal.status()));
    }
}

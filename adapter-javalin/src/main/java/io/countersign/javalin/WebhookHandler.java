package io.countersign.javalin;

import io.countersign.event.WebhookEvent;
import io.javalin.http.Context;

/**
 * What the application does with a delivery that was verified and claimed.
 *
 * <p>Returning means handled, with the status of {@code ctx} where that is a 2xx. {@link JavalinWebhooks} says what becomes of
 * other statuses and of exceptions.
 *
 * <p>Thread rule: called from the threads that deliver, several at a time.
 *
 * @param <E> the type of the events
 */
@FunctionalInterface
public interface WebhookHandler<E extends WebhookEvent> {

    /**
     * Handles {@code webhook}.
     *
     * @param ctx Javalin's context; the body that it gives is the one that was verified
     * @param webhook what was delivered
     */
    void handle(Context ctx, ReceivedWebhook<E> webhook) throws Exception;
}

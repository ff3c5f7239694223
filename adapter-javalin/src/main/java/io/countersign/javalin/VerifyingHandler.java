package io.countersign.javalin;

import static java.util.Objects.requireNonNull;

import io.countersign.Reception;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.servlet.JavalinServletContext;

/** Takes a request in, and calls the application with what was accepted. Safe for concurrent use. */
final class VerifyingHandler<E extends WebhookEvent> implements Handler {
    private final WebhookReceiver<E> receiver;
    private final WebhookHandler<E> handler;

    VerifyingHandler(WebhookReceiver<E> receiver, WebhookHandler<E> handler) {
        this.receiver = requireNonNull(receiver, "receiver");
        this.handler = requireNonNull(handler, "handler");
    }

    @Override
    public void handle(Context context) throws Exception {
        if (!(context instanceof JavalinServletContext ctx)) {
            throw new IllegalStateException("endpoint \"" + receiver.endpoint()
                    + "\": a delivery can only be settled in the context that Javalin itself makes, not in a "
                    + context.getClass().getName());
        }
        Reception<E> reception = Intake.of(receiver, ctx);
        if (reception instanceof Reception.Accepted<E> accepted) {
            new Admission<>(receiver, accepted, ctx).run(handler);
        } else {
            new SentAnswer(receiver.endpoint(), ctx, ((Reception.Answered<E>) reception).answer()).writeAndKeep();
        }
    }
}
